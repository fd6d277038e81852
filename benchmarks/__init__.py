"""Benchmarks: what recording and building cost, each held against a reference of the same run.

`make bench` runs all parts and prints one table; `python -m benchmarks NAME...` runs some, and
`python -m benchmarks --help` says what each part measures. It needs Linux or macOS.

How to read the table:

- Each row is a ratio: ours, divided by a reference that was measured in the same run, on the same
  machine. So the ratios of two machines can be compared; the seconds of two machines can't.
- "ours" and "reference" give the best and the median of the repetitions (`--repeat`). What was
  measured only once says so.
- The ratio is given twice: best by best, and median by median. Other work on the machine only adds
  time, so the best says what the program costs, and the distance between the two how far to trust
  the figures.
- Some rows say "added": there, what both contain was measured too, and is taken off both.
- The bar is the most that the ratio may be. It's reached if the median ratio is at most the bar.

Below the table stand the facts behind each part, as how many runs there were. Then comes what went
wrong, if anything did: only that makes the exit status 1. Figures never do.
"""
