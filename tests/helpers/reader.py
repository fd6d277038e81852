"""Runs programs as a reader's browser does, in a process of this Python that takes itself for one.

What the event loops lack in a browser is taken from them here as well: they believe that this is
Emscripten. What a program asks for besides is there all the same, so it shows who refuses it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BOTH = ("asyncio", "trio")

NEEDS_PIPES = pytest.mark.skipif(
    sys.platform == "win32", reason="select can't wait for pipes on Windows"
)
"""For tests of what waits there, be it in this process."""

_DRIVER = """
import asyncio, ctypes.util, json, multiprocessing, os, select, subprocess, sys, time
import types
from pathlib import Path

if not hasattr(asyncio.events, "_set_event_loop_policy"):  # it's public before Python 3.14
    asyncio.events._set_event_loop_policy = asyncio.set_event_loop_policy
if not hasattr(sys, "monitoring"):  # it's there since Python 3.12
    sys.monitoring = types.SimpleNamespace(get_tool=lambda number: None)
sys.path[:] = [path for path in sys.path if not path.endswith(".zip")]  # it isn't there
ctypes.util.find_library = lambda name: None  # it starts a process, and Trio asks it something
sys.platform = "emscripten"
subprocess._can_fork_exec = False
vars(select).pop("epoll", None)  # which Trio would prefer
from anyio_by_example.interpreter.inside import programs

folder = Path(sys.argv[1])
programs.FOLDER = folder / "reader"
blocked, told, sleep = [], [], time.sleep

def block(milliseconds):
    blocked.append(milliseconds)
    sleep(milliseconds / 1000)

runner = programs.Programs(block, lambda *asked: told.append(asked), lambda name: None)
jobs, ran, result = json.load(sys.stdin), [], os.dup(1)
for job in jobs:
    written = [open(folder / name, "w+b") for name in ("out", "err")]
    for number, file in enumerate(written, 1):
        os.dup2(file.fileno(), number)
    ending = json.loads(runner.run(json.dumps(job)))
    for file in written:
        file.seek(0)
    output, errors = (file.read().decode() for file in written)
    done = {"output": output, "errors": errors, "told": [*told], "blocked": [*blocked]}
    ran.append({**ending, **done})
    blocked.clear()
    told.clear()
os.write(result, json.dumps(ran).encode())
os._exit(0)  # the last program's streams may be closed
"""


@dataclass(frozen=True)
class Ran:
    """How a program ran."""

    status: int
    line: int | None
    waiting: list[dict[str, Any]]
    spoiled: str
    """What of it the next program would see; then a reader's browser begins anew."""
    output: str
    errors: str
    told: list[list[Any]]
    """What it was said to have asked for that a browser lacks, and in which line."""
    blocked: list[float]
    """The waits of the thread, in milliseconds."""
    drawing: dict[str, str] | None = None
    """The picture of the run, and the same in words, if it was asked for."""


def job(text: str, backend: str = "asyncio", **more: Any) -> dict[str, Any]:
    """A job as `Programs` takes it; `support` are further files, by their names."""
    support: Mapping[str, str] = more.pop("support", {})
    files = [["program.py", text], *map(list, support.items())]
    return {"files": files, "backend": backend, "clock": "real", "order": "pinned", **more}


def run(folder: Path, jobs: Iterable[dict[str, Any]], driver: str = _DRIVER) -> list[Ran]:
    """Run programs, one after the other, in one process.

    Args:
        folder: Where it may make the folder of the programs.
        jobs: What `job` makes.
        driver: The program that runs them.
    """
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", driver, str(folder)],
        input=json.dumps([*jobs]),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr or (folder / "err").read_text("utf-8")
    return [Ran(**each) for each in json.loads(result.stdout)]
