"""Scale: what an example costs among many, against what it costs among few."""

from __future__ import annotations

from statistics import median

from benchmarks.result import Result, Row
from benchmarks.sample import Sample, take_sample

_BAR = 1.2

_FIGURES = {
    "recording": "recording each of 4,000 / of 400",
    "naming": "names in each of 4,000 / of 400",
    "reading": "reading each of 4,000 / of 400",
    "rendering": "rendering each of 4,000 / of 400",
    "memory": "memory to record 4,000 / 400",
}
"""What the rows compare, by the field of a sample."""


def measure(repeat: int) -> Result:
    """Milliseconds for each of 4,000 examples, against each of 400; and memory.

    The examples are small synthetic ones, on all runtimes that this Python has. Measured are:
    recording them with an empty store; looking up the names in their code; reading them and their
    recordings; rendering them; and the most megabytes that the recording process had, without its
    children. The bar is 1.2: a project that grows must not slow down by more than it grows, nor
    need much more memory. 4,000 take minutes, so they are measured once. What each of 40 costs is
    noted below the table.
    """
    fewest, few = ([take_sample(count) for _ in range(repeat)] for count in (40, 400))
    many = [take_sample(4_000)]
    rows = [
        Row(
            compared,
            [getattr(sample, field) for sample in many],
            [getattr(sample, field) for sample in few],
            _BAR,
            "MB" if field == "memory" else "ms",
        )
        for field, compared in _FIGURES.items()
    ]
    return Result(rows, [_note(samples) for samples in (fewest, few, many)])


def _note(samples: list[Sample]) -> str:
    figures = {field: median(getattr(each, field) for each in samples) for field in _FIGURES}
    return (
        f"{samples[0].count:,} examples, {samples[0].runs:,} runs: {figures['recording']:.1f} ms "
        f"to record each, {figures['naming']:.1f} ms to look up its names, "
        f"{figures['reading']:.2f} ms to read it, {figures['rendering']:.2f} ms to render it, "
        f"{figures['memory']:.1f} MB"
    )
