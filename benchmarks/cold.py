"""Cold: recording all examples, against running each as its reader would."""

from __future__ import annotations

from difflib import unified_diff

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recorder import Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import comparable
from benchmarks.recording import cold_recordings
from benchmarks.result import Result, Row
from benchmarks.serial import SerialRun, serial_runs

_BAR = 1 / 10


def measure(repeat: int) -> Result:
    """Seconds to record all examples on all runtimes with an empty store, in a fresh process.

    The reference runs each example on each runtime as `python FILE`, one after the other; for a
    runtime other than asyncio a few lines choose it first. This takes minutes, so it's done once.
    The bar is 10 times as fast: that is what forking, and running many at once, must be worth.

    What was recorded must be what `python FILE` prints, with the same exit status. Not compared
    are examples with a virtual clock, with a free order, and with lines in any order.
    """
    recorded = cold_recordings(repeat)
    recordings = recorded[-1].recordings
    serial = serial_runs(recordings)
    pairs = [run for run in recordings if _is_comparable(run[0])]
    wrong = [
        difference
        for run in pairs
        if (difference := _difference(run, recordings[run], serial[run]))
    ]
    row = Row(
        "recording all / python FILE one by one",
        [each.process.seconds for each in recorded],
        [sum(run.seconds for run in serial.values())],
        _BAR,
    )
    examples = len({example.name for example, _ in recordings})
    notes = [
        f"{1 / row.median:.1f} times as fast (best: {1 / row.best:.1f}), "
        f"with {len(recordings)} runs of {examples} examples",
        f"of {len(pairs)} comparable runs, {len(wrong)} differ from python FILE",
    ]
    return Result([row], notes, wrong)


def _is_comparable(example: Example) -> bool:
    settings = example.settings
    return settings.clock == "real" and settings.order != "free" and not settings.unordered


def _difference(run: Run, recording: Recording, serial: SerialRun) -> str | None:
    """How a recording differs from `python FILE`, or None."""
    example, runtime = run
    sides = [(comparable(example, each.output), each.exit_status) for each in (serial, recording)]
    if sides[0] == sides[1]:
        return None
    serially, recorded = (
        [*map(repr, output.splitlines(keepends=True)), f"exit status {status}"]
        for output, status in sides
    )
    diff = unified_diff(serially, recorded, "python FILE", "recorded", lineterm="")
    return "\n".join([f"{example.name} on {runtime.label} differs", *diff])
