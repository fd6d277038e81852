"""Programs: run one after the other in one interpreter, each as if it were alone."""

from __future__ import annotations

import atexit
import importlib
import json
import linecache
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from traceback import format_exception_only
from typing import TYPE_CHECKING, Any

from anyio_by_example.interpreter.inside import loops
from anyio_by_example.interpreter.inside.absent import Absent
from anyio_by_example.interpreter.inside.remains import Remains
from anyio_by_example.interpreter.inside.rest import Rest, names
from anyio_by_example.interpreter.inside.state import restored
from anyio_by_example.interpreter.inside.waiting import Waiter, waiters
from anyio_by_example.running.order import arrange
from anyio_by_example.running.ours import OURS
from anyio_by_example.runtime import BY_NAME
from anyio_timeline.running.execution import run

if TYPE_CHECKING:
    from anyio_by_example.interpreter.inside.drawing import Drawing

FOLDER = Path("/reader")
"""Where programs are; the page takes it out of what they print."""

_RESERVE = 4 * 1024 * 1024
"""Bytes that are kept for what comes after a program that has taken all memory."""

_UMASK = 0o022

_DRAWING = "anyio_by_example.interpreter.inside.drawing"


class Programs:
    """Runs programs.

    Args:
        block: Blocks the thread for so many milliseconds.
        tell: Told what a program asks for first that a browser lacks, and in which line.
        miss: Told the name of a module of the rest that a program imports without it. It doesn't
            return.
    """

    def __init__(
        self,
        block: Callable[[float], object],
        tell: Callable[[str, int], object],
        miss: Callable[[str], object],
    ) -> None:
        self._path = ""
        self._waiting: list[Waiter] = []
        self._reserve: bytearray | None = None
        self._wait = loops.provide(block, self._stuck)
        self._remains = Remains()
        self._absent = Absent(self._line, tell)
        self._absent.watch()
        self.rest = Rest(names(), miss)

    def is_partial(self, job: str) -> bool:
        """Whether a program has to wait for the rest.

        Args:
            job: As for `run`.
        """
        values = json.loads(job)
        texts = [text for name, text in values["files"] if name.endswith(".py")]
        if values.get("draws"):
            texts.append(f"import {_DRAWING}")
        return self.rest.is_wanted(texts)

    def run(self, job: str) -> str:
        """Run a program. Returns how it ended.

        Args:
            job: As JSON, an object with `files` (names and texts, the program's first), `backend`
                ("asyncio", "trio" or "as-written"), `clock` and `order`, as in an example's header;
                and, if it's to be drawn, in `draws` where its times come from: "asked" or
                "measured".

        Returns:
            As JSON, an object: the exit `status` as a shell has it, the `line` of an uncaught
            error, who is `waiting` forever, the `drawing` if there is one, and by what the
            interpreter is `spoiled` for the next program, if it is.
        """
        values = json.loads(job)
        self._path = str(FOLDER / values["files"][0][0])
        self._waiting = []
        self._absent.begin()
        ending: dict[str, Any] = {}
        spoiled = ""
        try:
            with (
                _as_new(values["files"]),
                _arranged(values["backend"], values["clock"], values["order"], self._wait),
            ):
                self._remains.begin(values["files"][0][1])
                self._reserve = bytearray(_RESERVE)
                ending = self._execute(values.get("draws", ""))
        except BaseException as error:
            if not ending:
                raise
            spoiled = repr(error)
        else:
            spoiled = self._remains.found(str(FOLDER))
            if self._absent.is_overheard:
                spoiled = "an audit hook"
            if values.get("draws"):
                spoiled = "what watched it"
        return json.dumps({**ending, "spoiled": spoiled})

    def _execute(self, draws: str) -> dict[str, Any]:
        drawing = _watched(self._path, draws) if draws else None
        sys.excepthook = self._show
        try:
            ended, status = copy_context().run(partial(run, ours=OURS), self._path)
            atexit._run_exitfuncs()
        except BaseException as error:
            # its own way of showing errors has failed, perhaps for want of memory
            self._reserve = None
            code = error.code if isinstance(error, SystemExit) else 1
            ended, status = {}, code if isinstance(code, int) else 1
            if not isinstance(error, SystemExit):
                with suppress(BaseException):
                    print("".join(format_exception_only(error)), end="", file=sys.__stderr__)
        self._reserve = None
        # on Trio it may have ended in a group
        is_waiting = ended.get("error") == "KeyboardInterrupt"
        is_signal = status < 0 and ended.get("by") == "error"
        return {
            "status": 128 - status if is_signal else status & 255,
            "line": ended.get("line"),
            "waiting": self._waiting if is_waiting else [],
            "drawing": drawing.made(Path(self._path).name) if drawing else None,
        }

    def _stuck(self) -> None:
        self._waiting = waiters(self._path)

    def _show(self, kind: type[BaseException], error: BaseException, traceback: Any) -> None:
        """Show an uncaught error, but not our own interruption of what would wait forever."""
        self._reserve = None
        if not (self._waiting and _is_interruption(error)):
            sys.__excepthook__(kind, error, traceback)

    def _line(self) -> int | None:
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self._path:
            frame = frame.f_back  # type: ignore[assignment]
        return frame.f_lineno if frame else None


def _watched(path: str, times: str) -> Drawing:
    # most programs aren't drawn, and an interpreter starts sooner without
    from anyio_by_example.interpreter.inside.drawing import Drawing

    return Drawing(path, times)


def _is_interruption(error: BaseException) -> bool:
    inner = getattr(error, "exceptions", ())
    return all(map(_is_interruption, inner)) if inner else isinstance(error, KeyboardInterrupt)


@contextmanager
def _as_new(files: list[list[str]]) -> Iterator[None]:
    """A folder with nothing but some files, and afterwards an interpreter as it was before."""
    os.chdir("/")  # a folder that is in use can't be removed
    with suppress(OSError):
        _remove(FOLDER)
    FOLDER.mkdir()
    for name, text in files:
        # what isn't UTF-8 is for Python to say
        (FOLDER / name).write_text(text, "utf-8", "surrogatepass")
    os.chdir(FOLDER)
    linecache.clearcache()
    if "random" in sys.modules:
        sys.modules["random"].seed()
    with restored(str(FOLDER)):
        yield
    os.umask(_UMASK)
    os.chdir("/")
    _remove(FOLDER)


def _remove(folder: Path) -> None:
    # shutil can do it, too, but takes as long to import as some thirty modules
    for inner, folders, files in os.walk(folder, topdown=False):
        for name in files:
            Path(inner, name).unlink()
        for name in folders:
            part = Path(inner, name)
            if part.is_symlink():
                part.unlink()
            else:
                part.rmdir()
    folder.rmdir()


@contextmanager
def _arranged(
    backend: str, clock: str, order: str, wait: Callable[[float | None], None]
) -> Iterator[None]:
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
    if clock == "virtual":
        owner, name, jump = loops.virtual_jump(backend, wait)
        before.append((owner, name, getattr(owner, name)))
        setattr(owner, name, jump)
    try:
        yield
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
