"""Serial: each example run as its reader would, one after the other."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recorder import Run
from anyio_by_example.recording.supervisor import OPTIONS, environment
from anyio_by_example.runtime import ASYNCIO, Runtime
from benchmarks.failure import Failure
from benchmarks.project import SNIPPETS, temporary_folder

_PATIENCE = 60.0
"""Seconds that one run may take."""


@dataclass(frozen=True)
class SerialRun:
    """One run of `python FILE`.

    Args:
        seconds: From the start of the process to its end.
        output: All that it printed, without the folder in the names of files.
        exit_status: As in `subprocess`.
    """

    seconds: float
    output: str
    exit_status: int


def serial_runs(
    runs: Iterable[Run], interpreter: Path = Path(sys.executable)
) -> dict[Run, SerialRun]:
    """Run examples on runtimes, one after the other, each in a fresh interpreter.

    They run in a copy of the snippets, with the surroundings that the recorder gives them, but with
    the order of tasks that the libraries choose.

    Args:
        runs: The examples and their runtimes.
        interpreter: What runs them, and finds this package.

    Raises:
        Failure: if one doesn't end.
    """
    with temporary_folder() as folder:
        snippets = folder / "snippets"
        shutil.copytree(SNIPPETS, snippets)
        (folder / "tmp").mkdir()
        return {run: _run(*run, snippets, interpreter) for run in runs}


def _run(example: Example, runtime: Runtime, snippets: Path, interpreter: Path) -> SerialRun:
    topic = snippets / example.topic
    start = time.monotonic()
    try:
        done = subprocess.run(
            [interpreter, "-B", *OPTIONS, *_arguments(example, runtime)],
            cwd=topic,
            env=environment(snippets.parent),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # an example that signals its process group must not reach this process
            start_new_session=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Failure(f"{example.name} on {runtime.label}: {error}") from None
    seconds = time.monotonic() - start
    output = done.stdout.decode("utf-8", "backslashreplace").replace(f"{topic}/", "")
    return SerialRun(seconds, output, done.returncode)


def _arguments(example: Example, runtime: Runtime) -> list[str]:
    file, clock = example.path.name, example.settings.clock
    if clock == "real" and (runtime == ASYNCIO or runtime.backend is None):
        return [file]
    program = f"""\
import runpy
from anyio_by_example.runtime import BY_NAME
BY_NAME[{runtime.name!r}].make_default({clock!r})
runpy.run_path({file!r}, run_name="__main__")
"""
    return ["-c", program]
