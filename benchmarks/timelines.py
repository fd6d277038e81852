"""Timelines: recording with them, against recording without."""

from __future__ import annotations

import time
from statistics import median

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library, runs_of
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP, Runtime
from anyio_timeline.watching.story import MOST
from benchmarks.project import SNIPPETS, temporary_folder
from benchmarks.result import Result, Row

_BAR = 1.3

_STEPS = MOST - 1_000

_TEXT = f'''\
# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that does nothing but run and wait."""

import anyio


async def main() -> None:
    for _ in range({_STEPS}):
        await anyio.lowlevel.checkpoint()


anyio.run(main)
'''


def measure(repeat: int) -> Result:
    """Seconds to record all examples with their timelines, against recording them without.

    The warm process is started anew each time. The bar is 1.3. Below the table: what a task switch
    costs, with and without, from the CPU time of a program that does nothing else.
    """
    runs = [*runs_of(Library(SNIPPETS).examples())]
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(repeat):
        for timelines, measured in seconds.items():
            start = time.monotonic()
            for _run in Recorder(timelines=timelines).record(runs):
                pass
            measured.append(time.monotonic() - start)
    row = Row("recording all / without timelines", seconds[True], seconds[False], _BAR)
    return Result([row], [_switches(runtime, repeat) for runtime in (ASYNCIO, UVLOOP, TRIO)])


def _switches(runtime: Runtime, repeat: int) -> str:
    with temporary_folder() as folder:
        (folder / "t").mkdir()
        (folder / "t" / "switches.py").write_text(_TEXT, "utf-8")
        example = Example.load(folder, "t/switches.py")
        without, with_ = (_microseconds(example, runtime, on, repeat) for on in (False, True))
    return f"a task switch on {runtime.label}: {with_:.1f} µs, without timelines {without:.1f} µs"


def _microseconds(example: Example, runtime: Runtime, timelines: bool, repeat: int) -> float:
    recorder = Recorder(workers=1, timelines=timelines)
    found = [recording for _, recording in recorder.record([(example, runtime)] * repeat)]
    return median(recording.cpu for recording in found) / _STEPS * 1e6
