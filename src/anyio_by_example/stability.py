"""Stability: proof that recordings don't differ by chance."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from anyio_by_example.library import Library
from anyio_by_example.review import drift

_BUSY = "while True: pass"


def unstable(library: Library, runs: int, busy: int | None = None) -> tuple[int, list[str]]:
    """Record every example on every runtime `runs` times while other work keeps the cores busy.

    Returns:
        How many recordings were made, and a line for each that had a problem or differed from
        the reviewed output.
    """
    examples = library.examples()
    todo = [(e, runtime) for _ in range(runs) for e in examples for runtime in e.runtimes]
    differing = []
    with _load((os.cpu_count() or 1) if busy is None else busy):
        for (example, runtime), recording in zip(todo, library.recorder.record(todo), strict=True):
            if problem := recording.problem or drift(example, {runtime: recording}):
                differing.append(str(problem))
    return len(todo), differing


@contextmanager
def _load(processes: int) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(processes):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", _BUSY]))
            stack.callback(process.kill)
        yield
