"""Stability: proof that recordings don't differ by chance."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from anyio_by_example.problem import Problem
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.review import OUTPUT, TIMELINE, problems

_BUSY = "while True: pass"


def unstable(recorder: Recorder, runs: Sequence[Run], rounds: int, busy: int) -> Iterator[Problem]:
    """Record examples many times while other work keeps the cores busy.

    Args:
        recorder: What runs them. Each round has a new warm process, and with it new addresses and
            another order of sets.
        runs: The examples and their runtimes.
        rounds: How often each is recorded.
        busy: How many processes keep a core busy beside them.

    Yields:
        What is wrong with a recording, or where it differs from what was reviewed: its output and,
        where the order of tasks is the one on the pages, its timeline.
    """
    aspects = (OUTPUT, TIMELINE) if recorder.order == "pinned" else (OUTPUT,)
    with _load(busy):
        for _ in range(rounds):
            for (example, runtime), recording in recorder.record(runs):
                yield from problems(example, {runtime: recording}, *aspects)


@contextmanager
def _load(processes: int) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(processes):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", _BUSY]))
            stack.callback(process.kill)
        yield
