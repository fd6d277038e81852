"""In the child: run one example's file on one runtime, and take down how it ended.

What the program prints goes to file descriptors 1 and 2 as always; how it ended goes to a file.
"""

from __future__ import annotations

import atexit
import faulthandler
import json
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from anyio_by_example.guard import Guard
from anyio_by_example.job import REPORT, STACK, Job
from anyio_by_example.leftovers import Leftovers
from anyio_by_example.order import arrange
from anyio_by_example.runtime import BY_NAME
from anyio_by_example.streams import mark_stderr
from anyio_by_example.timeline.editing import timeline
from anyio_by_example.timeline.story import Story
from anyio_by_example.timeline.watch import Watch

_INTERRUPTED = -signal.SIGINT if os.name == "posix" else -0x3FFFFEC6
"""The exit status after Ctrl-C; on Windows it's STATUS_CONTROL_C_EXIT."""


def main(job: Job) -> NoReturn:
    """Run the program as `python FILE` would, from its folder, and end the process as it would."""
    name, _ = job.files[0]
    path = str(Path(name).resolve())
    folder = Path(path).parent.parent
    # a descriptor and no file object, which a program that enables its own would leave unclosed
    faulthandler.enable(os.open(folder / STACK, os.O_CREAT | os.O_WRONLY))
    if os.name == "posix":
        # whoever started the build may have ignored it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    leftovers = Leftovers(path)
    guard = Guard(job, leftovers.line)
    BY_NAME[job.runtime].make_default(job.clock)
    arrange(job.order)
    story = Story(is_measured=job.timeline == "measured")
    if job.timeline:
        Watch(path, story).begin()
    mark_stderr(job.mark)
    leftovers.watch()
    guard.stand()
    main_module = sys.modules["__main__"]
    ended, status = run(path)
    if not leftovers.threads() or "thread" in job.leaves:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
    sys.modules["__main__"] = main_module
    is_whole = not story.is_full
    seen = timeline(story) if is_whole else None
    story.forget()
    leftovers.objects()
    report = {**ended, "left": leftovers.found, "refused": guard.refused}
    report |= {"timeline": {}, "is_whole": is_whole}
    if seen and seen.is_worth_drawing:
        report["timeline"] = seen.to_dict()
    (folder / REPORT).write_text(json.dumps(report), "utf-8")
    _end(status)


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
        status = _INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
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


def _end(status: int) -> NoReturn:
    """End the process, and spare it the 20 ms that taking down every module costs."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # the program may have closed it
            stream.flush()
    if status == _INTERRUPTED and os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    os._exit(status)


if __name__ == "__main__":
    main(Job.from_json(Path(sys.argv[1]).read_text("utf-8")))
