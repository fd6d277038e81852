"""In the child: run one example's file on one runtime, and take down how it ended.

What the program prints goes to file descriptors 1 and 2 as always; how it ended goes to a channel,
and so does a failure of the recorder's own.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from anyio_by_example.running.channel import Channel, Step
from anyio_by_example.running.failure import guarded, restore_builtins
from anyio_by_example.running.finish import (
    UNFLUSHED,
    call_exit_handlers,
    flush,
    join_threads,
    restore_streams,
)
from anyio_by_example.running.guard import Guard
from anyio_by_example.running.job import STACK, Job
from anyio_by_example.running.leftovers import Leftovers
from anyio_by_example.running.order import arrange
from anyio_by_example.running.ours import OURS
from anyio_by_example.running.streams import mark_stderr
from anyio_by_example.runtime import BY_NAME
from anyio_timeline.editing import timeline
from anyio_timeline.running.execution import INTERRUPTED, run
from anyio_timeline.watching.story import Story

_exit = os._exit  # a program may replace it


def main(job: Job, channel: Channel) -> NoReturn:
    """Run the program as `python FILE` would, from its folder, and end the process as it would."""
    channel.begin()
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
    runtime = BY_NAME[job.runtime]
    runtime.make_default(job.clock)
    arrange(job.order, runtime.backend)
    story = Story(is_measured=job.timeline == "measured")
    if job.timeline:
        # it imports both backends, which a program that needs a fresh interpreter would see
        from anyio_timeline.watching.program import watch_program

        watch_program({path}, story)
    mark_stderr(job.mark)
    leftovers.watch()
    guard.stand()
    main_module = sys.modules["__main__"]
    channel.step(Step.RUNNING)
    ended, status = run(path, ours=OURS)
    if not leftovers.threads() or "thread" in job.leaves:
        join_threads()
        call_exit_handlers()
    if not flush():
        status = UNFLUSHED
    restore_streams()
    sys.modules["__main__"] = main_module
    restore_builtins()
    with _reporting(channel):
        is_whole = not story.is_full
        seen = timeline(story) if is_whole else None
        story.forget()
    leftovers.objects()
    with _reporting(channel):
        report = {**ended, "left": leftovers.found, "refused": guard.refused}
        report |= {"timeline": {}, "is_whole": is_whole}
        if seen and seen.is_worth_drawing:
            report["timeline"] = seen.to_dict()
        channel.report(report)
        _end(status)


@contextmanager
def _reporting(channel: Channel) -> Iterator[None]:
    """Do what is the recorder's part, undisturbed by signals."""
    if os.name == "posix":
        # an exception that a handler raises would strike the recorder; SIGABRT asks where it is
        signals = signal.valid_signals() - {signal.SIGABRT}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    channel.step(Step.REPORTING)
    yield
    channel.step(Step.RUNNING)
    if os.name == "posix":
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(status: int) -> NoReturn:
    """End the process, and spare it the 20 ms that taking down every module costs."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(BaseException):  # the program may have closed it
            stream.flush()
    if status == INTERRUPTED and os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        os.kill(os.getpid(), signal.SIGINT)
    _exit(status)


if __name__ == "__main__":
    _, text, shared = sys.argv
    mine = Channel.at(Path(shared))
    mine.begin()
    os.environ.pop("LC_CTYPE", None)  # Python adds it where it was given no locale
    guarded(partial(main, Job.from_json(Path(text).read_text("utf-8")), mine), mine.fail)
