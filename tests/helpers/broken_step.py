"""A warm process of which one step is broken. Run by its path, in front of the usual arguments.

The step of a child or of a worker is broken in the one that runs a file with its number as a name,
so that one warm process is enough for all of them.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import Any, NoReturn

CHILD = (
    "os:setsid",
    "anyio_by_example.recording.linux:die_with_parent",
    "os:dup2",
    "os:chdir",
    "faulthandler:enable",
    "anyio_by_example.running.child:Leftovers",
    "anyio_by_example.runtime:Runtime.make_default",
    "anyio_by_example.running.child:arrange",
    "anyio_timeline.watching.program:watch_program",
    "anyio_by_example.running.child:mark_stderr",
    "anyio_by_example.running.leftovers:Leftovers.watch",
    "anyio_by_example.running.guard:Guard.stand",
    "anyio_by_example.running.child:run",
    "anyio_by_example.running.leftovers:Leftovers.threads",
    "anyio_by_example.running.child:join_threads",
    "anyio_by_example.running.child:call_exit_handlers",
    "anyio_by_example.running.child:flush",
    "anyio_by_example.running.child:timeline",
    "anyio_timeline.watching.story:Story.forget",
    "anyio_by_example.running.leftovers:Leftovers.objects",
    "anyio_by_example.running.channel:Channel.report",
    "anyio_by_example.running.child:_end",
)
"""Steps of the process of a program."""

WORKER = (
    "anyio_by_example.recording.supervisor:_Run",
    "anyio_by_example.recording.supervisor:_Run._next",
    "anyio_by_example.recording.supervisor:_Run._read",
    "anyio_by_example.recording.supervisor:_Run._wait",
    "anyio_by_example.recording.supervisor:_Run._sweep",
    "anyio_by_example.running.streams:Output.told_apart",
    "anyio_by_example.running.channel:Channel.to_fork",
    "anyio_by_example.running.channel:Channel.heard",
    "anyio_by_example.running.job:Ending.to_json",
    "anyio_by_example.recording.forkserver:replace",
    "os:fork",
    "os:pipe",
    "os:wait4",
    "socket:socketpair",
    "pathlib:Path.mkdir",
    "threading:Thread.start",
)
"""Steps of the process that watches over a program."""

SERVER = (
    "gc:freeze",
    "os:fork",
    "anyio_by_example.recording.linux:can_leave_network",
)
"""Steps of the process from which the others are forked."""

STEPS = (*CHILD, *WORKER)


def broken(*_: object, **__: object) -> NoReturn:
    """What stands in the place of a step.

    Raises:
        OSError: always.
    """
    raise OSError("broken on purpose")


def _break(step: str) -> None:
    home, _, name = step.rpartition("." if "." in step.partition(":")[2] else ":")
    setattr(pkgutil.resolve_name(home), name, broken)


def _main(step: str, *arguments: str) -> None:
    server: Any = importlib.import_module("anyio_by_example.recording.forkserver")

    run, carry_out = server._run, server.carry_out

    def breaking_run(job: Any, *rest: Any) -> None:
        chosen = STEPS[int(Path(job.files[0][0]).stem)]
        if chosen in CHILD:
            _break(chosen)
        run(job, *rest)

    def breaking_carry_out(job: Any, *rest: Any) -> Any:
        chosen = STEPS[int(Path(job.files[0][0]).stem)]
        if chosen in WORKER:
            _break(chosen)
        return carry_out(job, *rest)

    server._run, server.carry_out = breaking_run, breaking_carry_out
    if step:
        _break(step)
    server.main(*arguments)


if __name__ == "__main__":
    # what follows the step is `-m`, the module and its arguments
    _main(sys.argv[1], *sys.argv[4:])
