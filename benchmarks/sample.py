"""Sample: what a number of synthetic examples cost, measured in a fresh process.

Run as `python -m benchmarks.sample FOLDER` it is that process.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from anyio_by_example.library.library import Library
from benchmarks.process import python
from benchmarks.project import ROOT, temporary_folder
from benchmarks.synthetic import make_examples


@dataclass(frozen=True)
class Sample:
    """What a number of examples cost.

    Args:
        count: How many examples.
        runs: How many runs they had, on all runtimes.
        recording: Milliseconds for each example, to load it and record it on all runtimes.
        naming: Milliseconds for each, to look up what the names in its code mean.
        reading: Milliseconds for each, to load it and read and review its recordings.
        rendering: Milliseconds for each, to do the same and make its HTML.
        memory: The most megabytes that the recording process had, without its children.
    """

    count: int
    runs: int
    recording: float
    naming: float
    reading: float
    rendering: float
    memory: float


def take_sample(count: int) -> Sample:
    """Measure a number of examples, made for it."""
    with temporary_folder() as folder:
        make_examples(folder / "snippets", count)
        process = python("-m", "benchmarks.sample", str(folder), folder=ROOT)
    return Sample(**json.loads(process.output))


def _measure(folder: Path) -> Sample:
    library = Library(folder / "snippets")
    names = library.names()

    def milliseconds(work: Callable[[], None]) -> float:
        start = time.monotonic()
        work()
        return (time.monotonic() - start) / len(names) * 1000

    def look_up() -> None:
        for name in names:
            library.names_in(library.example(name))

    def read() -> None:
        for name in names:
            library.recordings(library.example(name))

    def render() -> None:
        for name in names:
            render_example(library, name)

    recording = milliseconds(lambda: library.record(library.examples()))
    memory = _most_megabytes()
    # not before, because what it imports would make the memory look flatter than it is
    from anyio_by_example.pages.fence import render_example

    runs = sum(len(example.runtimes) for example in library.examples())
    # before rendering, which would do it otherwise
    naming = milliseconds(look_up)
    # the first tip has AnyIO read, however many examples there are
    render_example(library, names[0])
    return Sample(
        len(names), runs, recording, naming, milliseconds(read), milliseconds(render), memory
    )


def _most_megabytes() -> float:
    if sys.platform == "linux":
        # here ru_maxrss counts what the parent had when it started this process
        found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
        assert found
        return int(found[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(Path(sys.argv[1])))))
