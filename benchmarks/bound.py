"""Bound: recording all examples, against the least time that it can take."""

from __future__ import annotations

import os

from benchmarks.recording import ColdRecording, cold_recordings
from benchmarks.result import Result, Row

_BAR = 1.5


def measure(repeat: int) -> Result:
    """Seconds to record all examples, as in cold, against a lower bound of them.

    No schedule can be faster than the longest example, nor than the CPU that is used, spread
    evenly over the cores. One row counts all CPU of the recording: its process and all that descend
    from it. The other counts the CPU of the examples alone, so it also shows what recording adds.
    The bar is for the first row: 1.5 times the bound is what the recorder's plan must be worth.
    """
    recorded = cold_recordings(repeat)
    seconds = [each.process.seconds for each in recorded]
    rows = [
        Row(
            "recording all / bound by all CPU",
            seconds,
            [_bound(each, each.process.cpu) for each in recorded],
            _BAR,
        ),
        Row(
            "recording all / bound by the examples' CPU",
            seconds,
            [_bound(each, _cpu_of_examples(each)) for each in recorded],
        ),
    ]
    last = recorded[-1]
    note = (
        f"{last.process.cpu:.2f} s of CPU, {_cpu_of_examples(last):.2f} s of them in examples; "
        f"the longest example takes {_longest(last):.2f} s (last repetition)"
    )
    return Result(rows, [note])


def _bound(recorded: ColdRecording, cpu: float) -> float:
    return max(cpu / (os.cpu_count() or 1), _longest(recorded))


def _longest(recorded: ColdRecording) -> float:
    return max(each.seconds for each in recorded.recordings.values())


def _cpu_of_examples(recorded: ColdRecording) -> float:
    return sum(each.cpu for each in recorded.recordings.values())
