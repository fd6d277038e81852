"""Process: a command that runs from its start to its end, and what it cost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.failure import Failure


@dataclass(frozen=True)
class Process:
    """A process that has ended.

    Args:
        seconds: From its start to its end.
        cpu: Seconds of CPU that it used, with all descendants that were waited for.
        output: What it printed to its standard output.
    """

    seconds: float
    cpu: float
    output: str


def python(*arguments: str, folder: Path, more: Mapping[str, str] | None = None) -> Process:
    """Run a fresh Python interpreter, and wait for its end.

    Args:
        arguments: Its arguments, as `-m` and a module.
        folder: The folder that it runs in.
        more: What its environment has besides.

    Raises:
        Failure: if its exit status isn't 0.
    """
    cpu = _cpu_of_children()
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, **(more or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    if done.returncode:
        command = " ".join(arguments)
        said = done.stdout + done.stderr
        raise Failure(f"python {command}: exit status {done.returncode}\n{said}")
    return Process(seconds, _cpu_of_children() - cpu, done.stdout)


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
