"""In the child: run one example's file on one runtime, and take down how it ended.

Started by the recorder as `python -m anyio_by_example.child NAME RUNTIME REPORT [LEAVES ...]`, in
the folder that holds a copy of the file. What the program prints goes to file descriptors 1 and 2
as always; how it ended goes to the file REPORT, as JSON.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import time
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from anyio_by_example.runtime import BY_NAME

GRACE = 1.0
"""Seconds that what a program started has to end after it."""


def main(name: str, runtime: str, report: str, *leaves: str) -> None:
    """Run the file as `python NAME` would, and let whatever it raises go on its way."""
    path = str(Path(name).resolve())
    faulthandler.enable(Path(f"{report}.stack").open("w"))  # noqa: SIM115 (open to the last)
    BY_NAME[runtime].make_default()
    _hide_own_frames(path)
    sys.argv = [name]
    program = ModuleType("__main__")
    program.__file__ = path
    sys.modules["__main__"] = program
    ended: dict[str, Any] = {"by": "end"}
    try:
        exec(compile(Path(path).read_bytes(), path, "exec", dont_inherit=True), vars(program))  # noqa: S102
    except SystemExit as error:
        ended = {"by": "exit", "line": line_in(error, path)}
        raise
    except BaseException as error:
        leaf = _first_leaf(error)
        text = f"{type(leaf).__name__}: {leaf}" if str(leaf) else type(leaf).__name__
        ended = {"by": "error", "line": line_in(error, path), "error": text}
        raise
    finally:
        ended["threads"] = _threads_left(path)
        Path(report).write_text(json.dumps(ended), "utf-8")
        if ended["threads"] and "thread" not in leaves:
            _end_with_threads()


def _hide_own_frames(path: str) -> None:
    """Let tracebacks start in the example, as they do when a reader runs it."""
    show = sys.excepthook

    def excepthook(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        while traceback and traceback.tb_frame.f_code.co_filename != path:
            traceback = traceback.tb_next
        show(kind, error.with_traceback(traceback), traceback)

    sys.excepthook = excepthook


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


def _threads_left(path: str) -> list[dict[str, Any]]:
    """The threads, daemons apart, that outlive the program."""
    here = threading.current_thread()
    threads = [t for t in threading.enumerate() if t is not here and not t.daemon]
    end = time.monotonic() + GRACE
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    frames = sys._current_frames()
    left = []
    for thread in filter(threading.Thread.is_alive, threads):
        frame, line = frames.get(thread.ident or 0), None
        while frame and line is None:
            line = frame.f_lineno if frame.f_code.co_filename == path else None
            frame = frame.f_back
        left.append({"name": thread.name, "line": line})
    return left


def _end_with_threads() -> None:
    """End the process although a thread is still running."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
