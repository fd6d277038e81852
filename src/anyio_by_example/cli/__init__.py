"""The command line: `python -m anyio_by_example`.

Takes words. Gives what the folders before it know, as lines on a terminal and an exit status.
"""
