"""Programs: run one after the other in one interpreter, each as if it were alone."""

from __future__ import annotations

import asyncio
import atexit
import gc
import importlib
import json
import linecache
import logging
import os
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from anyio_by_example.execution import INTERRUPTED, run
from anyio_by_example.interpreter.inside import loops
from anyio_by_example.interpreter.inside.absent import Absent
from anyio_by_example.interpreter.inside.waiting import Waiter, waiters
from anyio_by_example.order import arrange
from anyio_by_example.runtime import BY_NAME

FOLDER = Path("/reader")
"""Where programs are; the page takes it out of what they print."""


class Programs:
    """Runs programs.

    Args:
        block: Blocks the thread for so many milliseconds.
        tell: Told what a program asks for first that a browser lacks, and in which line.
    """

    def __init__(
        self, block: Callable[[float], object], tell: Callable[[str, int], object]
    ) -> None:
        self._path = ""
        self._waiting: list[Waiter] = []
        self._absent = Absent(self._line, tell)
        loops.provide(block, self._stuck)
        self._absent.watch()

    def run(self, job: str) -> str:
        """Run a program. Returns how it ended.

        Args:
            job: As JSON, an object with `files` (names and texts, the program's first), `backend`
                ("asyncio", "trio" or "as-written"), `clock` and `order`, as in an example's header.

        Returns:
            As JSON, an object: the exit `status` as in `subprocess`, the `line` of an uncaught
            error, and who is `waiting` forever.
        """
        values = json.loads(job)
        self._path = str(FOLDER / values["files"][0][0])
        self._waiting = []
        self._absent.begin()
        with (
            _as_new(values["files"]),
            _arranged(values["backend"], values["clock"], values["order"]),
        ):
            sys.excepthook = self._show
            ended, status = run(self._path)
            atexit._run_exitfuncs()
        return json.dumps(
            {
                "status": 128 - status if status < 0 else status,
                "line": ended.get("line"),
                "waiting": self._waiting if status == INTERRUPTED else [],
            }
        )

    def _stuck(self) -> None:
        self._waiting = waiters(self._path)

    def _show(self, kind: type[BaseException], error: BaseException, traceback: Any) -> None:
        """Show an uncaught error, but not our own interruption of what would wait forever."""
        if not (self._waiting and issubclass(kind, KeyboardInterrupt)):
            sys.__excepthook__(kind, error, traceback)

    def _line(self) -> int | None:
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self._path:
            frame = frame.f_back  # type: ignore[assignment]
        return frame.f_lineno if frame else None


@contextmanager
def _as_new(files: list[list[str]]) -> Iterator[None]:
    """A folder with nothing but some files, and afterwards an interpreter as it was before."""
    os.chdir("/")  # a folder that is in use can't be removed
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, text in files:
        (FOLDER / name).write_text(text, "utf-8")
    os.chdir(FOLDER)
    modules, environment = dict(sys.modules), dict(os.environ)
    path, filters = list(sys.path), list(warnings.filters)
    streams = sys.stdin, sys.stdout, sys.stderr
    signal.signal(signal.SIGINT, signal.default_int_handler)
    linecache.clearcache()
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams
        sys.excepthook = sys.__excepthook__
        sys.path[:] = path
        sys.modules["__main__"] = modules["__main__"]
        for name in sys.modules.keys() - modules.keys():
            if str(getattr(sys.modules[name], "__file__", None)).startswith(str(FOLDER)):
                del sys.modules[name]
        os.environ.clear()
        os.environ.update(environment)
        for number in signal.valid_signals():
            with suppress(OSError, ValueError):
                if callable(signal.getsignal(number)):
                    signal.signal(number, signal.SIG_DFL)
        asyncio._set_running_loop(None)
        logging.root.handlers[:] = []
        logging.root.setLevel(logging.WARNING)
        gc.collect()
        warnings.filters[:] = filters  # type: ignore[index]
        for stream in streams[1:]:
            with suppress(AttributeError, OSError, ValueError):
                stream.flush()


@contextmanager
def _arranged(backend: str, clock: str, order: str) -> Iterator[None]:
    """The event loop, the clock and the order of tasks that a program is to have."""
    import anyio

    scope: Any = importlib.import_module("anyio._backends._asyncio").CancelScope
    kept = [(scope, "__init__"), (anyio.run, "__kwdefaults__")]
    if backend != "asyncio":
        trio: Any = importlib.import_module("trio._core._run")
        kept += [(trio, "_r"), (trio, "_ALLOW_DETERMINISTIC_SCHEDULING")]
    before = [(owner, name, getattr(owner, name)) for owner, name in kept]
    runtime = BY_NAME[backend]
    runtime.make_default(clock)
    arrange(order, runtime.backend)
    try:
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
