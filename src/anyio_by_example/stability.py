"""Stability: proof that recordings don't differ by chance."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from anyio_by_example.example import Example
from anyio_by_example.problem import Problem
from anyio_by_example.recorder import Recorder
from anyio_by_example.review import problems
from anyio_by_example.runtime import Runtime

_BUSY = "while True: pass"


def unstable(
    recorder: Recorder, runs: Sequence[tuple[Example, Runtime]], busy: int
) -> Iterator[Problem]:
    """Record examples while other work keeps the cores busy.

    Args:
        recorder: What runs them.
        runs: The examples and their runtimes, each as often as it's to be recorded.
        busy: How many processes keep a core busy beside them.

    Yields:
        What is wrong with a recording, or where it differs from the reviewed output.
    """
    with _load(busy):
        recordings = recorder.record(runs)
    for (example, runtime), recording in zip(runs, recordings, strict=True):
        yield from problems(example, {runtime: recording})


@contextmanager
def _load(processes: int) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(processes):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", _BUSY]))
            stack.callback(process.kill)
        yield
