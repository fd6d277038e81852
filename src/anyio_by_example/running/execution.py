"""Execution: run a file as `__main__`, as `python FILE` does, and say how it ended."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

INTERRUPTED = -signal.SIGINT if os.name == "posix" else -0x3FFFFEC6
"""The exit status after Ctrl-C; on Windows it's STATUS_CONTROL_C_EXIT."""


def run(path: str, *arguments: str) -> tuple[dict[str, Any], int]:
    """Run a file as `__main__`. Returns how it ended, in words and as an exit status."""
    sys.argv = [Path(path).name, *arguments]
    sys.path[0] = str(Path(path).parent)
    program = ModuleType("__main__")
    program.__file__ = path
    sys.modules["__main__"] = program
    try:
        exec(compile(Path(path).read_bytes(), path, "exec", dont_inherit=True), vars(program))  # noqa: S102
    except SystemExit as error:
        status = error.code or 0
        if not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
        return {"by": "exit", "line": line_in(error, path)}, status
    except BaseException as error:
        _show(error, path)
        leaf = _first_leaf(error)
        text = f"{type(leaf).__name__}: {leaf}" if str(leaf) else type(leaf).__name__
        status = INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
        return {"by": "error", "line": line_in(error, path), "error": text}, status
    else:
        return {"by": "end"}, 0


def _show(error: BaseException, path: str) -> None:
    """Show an uncaught error as the interpreter does, from the program's first frame on."""
    traceback = error.__traceback__
    while traceback and traceback.tb_frame.f_code.co_filename != path:
        traceback = traceback.tb_next
    sys.excepthook(type(error), error.with_traceback(traceback), traceback)


def _first_leaf(error: BaseException) -> BaseException:
    while inner := getattr(error, "exceptions", None):
        error = inner[0]
    return error


def line_in(error: BaseException, path: str) -> int | None:
    """The line of a file where an exception passed last; of a group, the first one inside it."""
    line = None
    traceback = _first_leaf(error).__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == path:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
