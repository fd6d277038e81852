"""Recording: all examples, recorded from nothing in a fresh process.

Run as `python -m benchmarks.recording FOLDER` it is that process.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anyio_by_example.library.library import Library
from anyio_by_example.recording.recorder import Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.store import Store
from benchmarks.failure import Failure
from benchmarks.process import Process, python
from benchmarks.project import ROOT, SNIPPETS, temporary_folder


@dataclass(frozen=True)
class ColdRecording:
    """All examples, recorded on all runtimes.

    Args:
        process: The process that recorded them, imports and loading included.
        recordings: What it recorded.
    """

    process: Process
    recordings: dict[Run, Recording]


@cache
def cold_recordings(repeat: int) -> list[ColdRecording]:
    """Record all examples with an empty store, several times; `cold` and `bound` share it."""
    return [_record() for _ in range(repeat)]


def _record() -> ColdRecording:
    with temporary_folder() as folder:
        process = python("-m", "benchmarks.recording", str(folder), folder=ROOT)
        library = _library(folder)
        found = {
            (example, runtime): recording
            for example in library.examples()
            for runtime, recording in library.recorded(example).items()
        }
        lacking = [
            example.name
            for example in library.examples()
            if any((example, runtime) not in found for runtime in example.runtimes)
        ]
    if lacking:
        raise Failure(f"not recorded, or with a problem: {', '.join(lacking)}")
    return ColdRecording(process, found)


def _library(folder: Path) -> Library:
    return Library(SNIPPETS, store=Store(folder))


if __name__ == "__main__":
    library = _library(Path(sys.argv[1]))
    library.record(library.examples())
