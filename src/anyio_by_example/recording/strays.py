"""Strays: processes that a run left behind, and how to end them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

MARK = "ANYIO_BY_EXAMPLE_RUN"
"""The environment variable whose value is the folder of the run."""


def end_descendants(grace: float) -> list[str]:
    """End every process that descends from this one, which must adopt orphans.

    Args:
        grace: Seconds that they have to end by themselves.

    Returns:
        The commands of those that didn't.
    """
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return []  # the usual case, and it needs no look at the processes of the machine
    import psutil

    return _end(partial(psutil.Process().children, recursive=True), grace)


def end_marked(session: int, folder: str, grace: float) -> list[str]:
    """End every process that is known as one of a run by its session or its environment.

    What leaves both is not found.

    Args:
        session: The run's session, where there are sessions.
        folder: The run's folder.
        grace: Seconds that they have to end by themselves.

    Returns:
        The commands of those that didn't.
    """
    import psutil

    def marked() -> Iterable[psutil.Process]:
        for process in psutil.process_iter():
            try:
                in_session = os.name == "posix" and os.getsid(process.pid) == session
                if in_session or process.environ().get(MARK) == folder:
                    yield process
            except (psutil.Error, OSError):
                continue  # it ended meanwhile, or it belongs to somebody else

    return _end(marked, grace)


def _end(find: Callable[[], Iterable[psutil.Process]], grace: float) -> list[str]:
    import psutil

    _, left = psutil.wait_procs(_living(find()), grace)
    commands = [_command_of(process) for process in left]
    while processes := _living(find()):
        for process in processes:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(processes, timeout=1)
    return commands


def _living(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    import psutil

    living = []
    for process in processes:
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                living.append(process)
        except psutil.Error:
            continue
    return living


def _command_of(process: psutil.Process) -> str:
    import psutil

    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return f"process {process.pid}"
