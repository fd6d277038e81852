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
from typing import NoReturn

from anyio_by_example.running.execution import INTERRUPTED, run
from anyio_by_example.running.guard import Guard
from anyio_by_example.running.job import REPORT, STACK, Job
from anyio_by_example.running.leftovers import Leftovers
from anyio_by_example.running.order import arrange
from anyio_by_example.running.streams import mark_stderr
from anyio_by_example.runtime import BY_NAME
from anyio_by_example.timeline.editing import timeline
from anyio_by_example.timeline.watching.story import Story


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
        # it imports both backends, which a program that needs a fresh interpreter would see
        from anyio_by_example.timeline.watching.program import watch_program

        watch_program(path, story)
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


def _end(status: int) -> NoReturn:
    """End the process, and spare it the 20 ms that taking down every module costs."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # the program may have closed it
            stream.flush()
    if status == INTERRUPTED and os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    os._exit(status)


if __name__ == "__main__":
    main(Job.from_json(Path(sys.argv[1]).read_text("utf-8")))
