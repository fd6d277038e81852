"""Run examples, each in a process of its own, and take down what was called on which of its lines.

`python calls.py FOLDER` reads `FOLDER/jobs.json` and writes `FOLDER/<number>.jsonl`, a line for
each function that code of the example called: the line of the example, and the function.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from anyio_by_example.runtime import BY_NAME
from anyio_timeline.running.execution import run

SECONDS = 60.0
"""How long a run may take."""

AT_ONCE = 12
"""Most runs wait most of the time."""


class Calls:
    """What was called from an example, written down at once, for an example may be killed.

    Args:
        example: Its file.
        output: Where it is written.
    """

    def __init__(self, example: str, output: Path) -> None:
        self.example = example
        self._seen: set[tuple[tuple[Any, ...], type]] = set()
        self._file = os.open(output, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def watch(self) -> None:
        """Take down calls from now on, in each thread."""
        threading.setprofile(self.saw)
        sys.setprofile(self.saw)

    def saw(self, frame: FrameType, event: str, called: Any) -> None:
        """Take down a call if it's one."""
        if event == "c_call" and frame.f_code.co_filename == self.example:
            owner = getattr(called, "__self__", None)
            is_method = owner is not None and not isinstance(owner, type(sys))
            function = (called.__module__, called.__qualname__, called.__name__)
            self._keep(frame.f_lineno, "c", function, owner if is_method else None)
        elif event == "call" and frame.f_back and frame.f_back.f_code.co_filename == self.example:
            if frame.f_code.co_name == "<genexpr>":
                return  # it has no name, and some go on a million times
            code, values = frame.f_code, frame.f_locals
            if code.co_name == "helper" and "func" in values:
                # what `contextmanager` makes of a function
                code, values = values["func"].__code__, {}
            owner = values.get(code.co_varnames[0]) if code.co_argcount else None
            function = (code.co_filename, code.co_firstlineno, code.co_name)
            self._keep(frame.f_back.f_lineno, "python", function, owner)

    def _keep(self, line: int, kind: str, function: tuple[Any, ...], owner: object) -> None:
        cls = owner if isinstance(owner, type) else type(owner)
        fact = (line, kind, *function)
        # most calls are made again and again
        if (fact, cls) not in self._seen:
            self._seen.add((fact, cls))
            bases = [] if owner is None else [*map(full_name, cls.__mro__)]
            os.write(self._file, f"{json.dumps([*fact, bases])}\n".encode())


def full_name(cls: type) -> str:
    """The package of a class, and its name.

    Which module it says it's in is no matter: AnyIO changes that when it is imported.
    """
    return f"{cls.__module__.partition('.')[0].lstrip('_')}.{cls.__qualname__}"


def child(job: dict[str, Any], output: Path) -> None:
    """Run one example, and end the process."""
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    path = str(Path(job["path"]).resolve())
    os.chdir(output.with_suffix(""))
    BY_NAME[job["runtime"]].make_default(job["clock"])
    Calls(path, output).watch()
    run(path)
    sys.setprofile(None)


def main(folder: Path) -> None:
    """Run all jobs."""
    import anyio._backends._asyncio
    import anyio._backends._trio  # noqa: F401

    jobs = [*enumerate(json.loads((folder / "jobs.json").read_text("utf-8")))]
    running: dict[int, float] = {}
    while jobs or running:
        while jobs and len(running) < AT_ONCE:
            number, job = jobs.pop()
            output = folder / f"{number}.jsonl"
            output.with_suffix("").mkdir()
            pid = os.fork()
            if not pid:
                try:
                    child(job, output)
                finally:
                    os._exit(0)
            running[pid] = time.monotonic()
        for pid, started in [*running.items()]:
            ended, _ = os.waitpid(pid, os.WNOHANG)
            if not ended and time.monotonic() - started < SECONDS:
                continue
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)  # and what it has left running
            if not ended:
                os.waitpid(pid, 0)
                print("took too long:", pid, file=sys.stderr)
            del running[pid]
        time.sleep(0.005)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
