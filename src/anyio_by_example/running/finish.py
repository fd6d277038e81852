"""Finish: what the interpreter does between a program's last line and the end of its process.

Here it's done by Python code, since the process has something to report afterwards. What fails in
it is told as the interpreter tells it, and names no file of ours.
"""

from __future__ import annotations

import atexit
import sys
from contextlib import suppress
from types import ModuleType
from typing import Any

from anyio_by_example.running.ours import OURS
from anyio_timeline.running.execution import without_ours

UNFLUSHED = 120
"""The exit status of a process that can't write what is left in its streams."""


def join_threads() -> None:
    """Wait for the threads that are no daemons."""
    threading = sys.modules.get("threading")
    if not isinstance(threading, ModuleType):
        return
    try:
        threading._shutdown()
    except BaseException as error:
        _ignore(error, threading, "on threading shutdown")


def call_exit_handlers() -> None:
    """Call what the program has registered with `atexit`."""
    hook = sys.unraisablehook

    def show(unraisable: Any) -> None:
        # where no Python frame is left, the interpreter adds the current one, which is ours
        hook(_without_ours(unraisable, unraisable.object, unraisable.err_msg))

    sys.unraisablehook = show
    try:
        atexit._run_exitfuncs()
    finally:
        if sys.unraisablehook is show:
            sys.unraisablehook = hook


def flush() -> bool:
    """Flush the standard streams that are open. Returns whether they could be."""
    is_done = True
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name, None)
        if stream is None or _is_closed(stream):
            continue
        try:
            stream.flush()
        except BaseException as error:
            is_done = False
            if name == "stdout":
                _ignore(error, stream, "on flushing sys.stdout")
    return is_done


def restore_streams() -> None:
    """Put the standard streams back where a program may have put others, closed or not."""
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, name, getattr(sys, f"__{name}__", None))


def _is_closed(stream: Any) -> bool:
    with suppress(BaseException):
        return bool(stream.closed)
    return False


def _ignore(error: BaseException, culprit: object, when: str) -> None:
    """Tell of an error that nobody can catch any more; before Python 3.13, by whose it is.

    Python has no call for that, and the class of what a hook gets has no name. So a destructor
    raises the error, and what is told of it is changed.
    """
    hook = sys.unraisablehook

    class Raises:
        def __del__(self) -> None:
            raise error

    def show(unraisable: Any) -> None:
        sys.unraisablehook = hook
        if sys.version_info >= (3, 13):
            hook(_without_ours(unraisable, None, f"Exception ignored {when}"))
        else:
            hook(_without_ours(unraisable, culprit, None))

    sys.unraisablehook = show
    Raises()


def _without_ours(unraisable: Any, culprit: object, said: str | None) -> Any:
    """What a hook is to get, without the frames of what runs the program."""
    kind, error, traceback, *_ = unraisable
    return type(unraisable)((kind, error, without_ours(traceback, OURS), said, culprit))
