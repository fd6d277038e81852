"""Execution: run a program as `__main__`, as `python FILE` does, and say how it ended."""

from __future__ import annotations

import builtins
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

INTERRUPTED = -signal.SIGINT if os.name == "posix" else -0x3FFFFEC6
"""The exit status after Ctrl-C; on Windows it's STATUS_CONTROL_C_EXIT."""

OURS = (str(Path(__file__).parents[1]) + os.sep,)
"""How the names of this package's files start, in a traceback too."""

_LONGEST = 500
"""Characters of an error's text that are taken down."""

_display = sys.__excepthook__


def run(
    path: str, *arguments: str, name: str = "", ours: tuple[str, ...] = OURS
) -> tuple[dict[str, Any], int]:
    """Run a file as `__main__`.

    Args:
        path: The file.
        arguments: What the program is given.
        name: What it finds in `sys.argv[0]`; without one, the name of the file.
        ours: How the names of the files start that run and watch it, and are in none of its
            tracebacks.

    Returns:
        How it ended, in words and as an exit status.

    Whatever the program raises, and whatever its error, its exit code or its `sys.excepthook` does
    then, is told as the interpreter tells it.
    """
    sys.argv = [name or Path(path).name, *arguments]
    if not is_safe_path():
        sys.path[0] = str(Path(path).resolve().parent)
    program = sys.modules["__main__"] = main_module(path)

    def start() -> None:
        exec(compile(Path(path).read_bytes(), path, "exec", dont_inherit=True), vars(program))  # noqa: S102

    return ended(start, path, ours)


def is_safe_path() -> bool:
    """Whether Python doesn't look first beside a program for what that imports."""
    return bool(getattr(sys.flags, "safe_path", False))


def main_module(path: str = "") -> ModuleType:
    """A new module `__main__`, with what Python puts into it.

    Args:
        path: The file of the program, if it's one file.
    """
    program = ModuleType("__main__")
    given: dict[str, Any] = {"__builtins__": builtins}
    if path:
        given |= {"__file__": path, "__cached__": None}
        program.__loader__ = SourceFileLoader("__main__", path)
    if sys.version_info < (3, 14):
        given["__annotations__"] = {}
    vars(program).update(given)
    return program


def ended(
    start: Callable[[], object], path: str = "", ours: tuple[str, ...] = OURS
) -> tuple[dict[str, Any], int]:
    """Start a program, and say how it ended.

    Args:
        start: What runs it.
        path: Its file, if it has one only.
        ours: As in `run`.
    """
    error: BaseException | None = None
    try:
        start()
    except BaseException as raised:
        error = raised
    # what the program may have set to watch code is about to watch ours
    for take_off in (sys.settrace, sys.setprofile):
        try:  # noqa: SIM105 (`suppress` is Python code)
            take_off(None)
        except BaseException:  # noqa: S110 (it has raised, and with that it's off)
            pass
    # no error is being handled here, which one that a hook raises would name as its context
    if error is None:
        return {"by": "end"}, 0
    _forget_ours(error, ours)
    if isinstance(error, SystemExit):
        return {"by": "exit", "line": line_in(error, path)}, _status(error)
    asked = _show(error, ours)
    status = INTERRUPTED if type(error) is KeyboardInterrupt else 1
    how = {"by": "error", "line": line_in(error, path), "error": _described(error)}
    return how, status if asked is None else asked


def spare_threads(ours: tuple[str, ...] = OURS) -> None:
    """Let errors that end a thread be shown without frames of what runs and watches the program.

    Args:
        ours: As in `run`.
    """
    show = threading.excepthook

    def shown(given: threading.ExceptHookArgs) -> None:
        if error := getattr(given, "exc_value", None):
            _forget_ours(error, ours)
            facts = given.exc_type, error, error.__traceback__, given.thread
            given = threading.ExceptHookArgs(facts)
        show(given)

    threading.excepthook = shown


def line_in(error: BaseException, path: str) -> int | None:
    """The line of a file where an exception passed last; of a group, the first one inside it."""
    line = None
    for each in _frames(_first_leaf(error).__traceback__):
        if each.tb_frame.f_code.co_filename == path:
            line = each.tb_lineno
    return line


def without_ours(traceback: TracebackType | None, ours: tuple[str, ...]) -> TracebackType | None:
    """A traceback without the frames of what runs and watches the program."""
    kept = [
        each for each in _frames(traceback) if not each.tb_frame.f_code.co_filename.startswith(ours)
    ]
    for each, following in zip(kept, [*kept[1:], None]):  # noqa: B905 (it ends with the shorter)
        each.tb_next = following
    return kept[0] if kept else None


def _show(error: BaseException, ours: tuple[str, ...]) -> int | None:
    """Show an uncaught error as the interpreter does.

    Returns:
        The exit status that the hook for errors asks for, if it does, by raising SystemExit.
    """
    if not hasattr(sys, "excepthook"):
        _write("sys.excepthook is missing\n")
        _display(type(error), error, error.__traceback__)
        return None
    failed: BaseException | None = None
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except BaseException as raised:
        failed = raised
    if failed is None:
        return None
    _forget_ours(failed, ours)
    if isinstance(failed, SystemExit):
        return _status(failed)
    for title, each in (("Error in sys.excepthook", failed), ("\nOriginal exception was", error)):
        _write(f"{title}:\n")
        _display(type(each), each, each.__traceback__)
    return None


def _status(error: SystemExit) -> int:
    """The exit status that an error asks for; what is no number is shown."""
    code: Any = error
    with suppress(BaseException):
        code = error.code
    if code is None:
        return 0
    if not isinstance(code, int):
        with suppress(BaseException):
            _write(str(code))
        _write("\n")
        return 1
    number = int.__index__(code)
    if not -(1 << 63) <= number < 1 << 63:
        number = -1
    # the system takes eight bits where it's POSIX, and Windows 32
    return number & 0xFF if os.name == "posix" else (number + (1 << 31)) % (1 << 32) - (1 << 31)


def _write(text: str) -> None:
    """Write to standard error, by its number if `sys.stderr` can't."""
    try:
        sys.stderr.write(text)
    except BaseException:
        with suppress(OSError):
            os.write(2, text.encode("utf-8", "backslashreplace"))


def _described(error: BaseException) -> str:
    """The type and the text of the first error inside another one, as far as it has any."""
    leaf = _first_leaf(error)
    name = type(leaf).__name__
    try:
        text = str.__str__(str(leaf))
    except BaseException:
        return name
    return f"{name}: {text[:_LONGEST]}" if text else name


def _first_leaf(error: BaseException) -> BaseException:
    while inner := _inner(error):
        error = inner[0]
    return error


def _inner(error: BaseException) -> Sequence[BaseException]:
    """What is in a group, whatever its class says is; nothing of any other error."""
    # before Python 3.11, groups are those of a package
    home = builtins if sys.version_info >= (3, 11) else sys.modules.get("exceptiongroup")
    kind: Any = getattr(home, "BaseExceptionGroup", None)
    if kind is None or not isinstance(error, kind):
        return ()
    inner: Sequence[BaseException] = kind.exceptions.__get__(error)
    return inner


def _forget_ours(error: BaseException, ours: tuple[str, ...]) -> None:
    """Leave no frame of what runs it in the tracebacks of an error and of all that it shows."""
    seen: dict[int, BaseException] = {}
    todo = [error]
    while todo:
        each = todo.pop()
        if id(each) not in seen:
            seen[id(each)] = each
            # its class may let nothing be set, as a frozen dataclass does
            BaseException.with_traceback(each, without_ours(each.__traceback__, ours))
            related = (each.__cause__, each.__context__, *_inner(each))
            todo += [other for other in related if other is not None]


def _frames(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback:
        following = traceback.tb_next
        yield traceback
        traceback = following
