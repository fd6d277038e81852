"""Forkserver: a warm process from which runs are forked.

Starting an interpreter and importing AnyIO and Trio takes 0.1 to 0.3 seconds of CPU; a fork of a
process that has done it takes a hundredth of that. So this process imports them once, and then
forks workers. A worker takes one job after the other, forks the program, and watches over it. Each
process that forks has one thread at that moment, so that forking is safe.

The standard library's forkserver starts children about as fast, but each of them imports the main
module of whoever asked for it (here the builder), and there is no place for a worker in between: a
parent that adopts whatever the program leaves.

Started as `python -m anyio_by_example.recording.forkserver FOLDER CONNECTION...`, with one socket
a worker.
"""

from __future__ import annotations

import gc
import importlib
import os
import resource
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, NoReturn

from anyio_by_example.recording import linux
from anyio_by_example.recording.strays import end_descendants
from anyio_by_example.recording.supervisor import carry_out, environment, spawn
from anyio_by_example.running import child
from anyio_by_example.running.job import WORK, Job

_PRELOADED = (
    "anyio._backends._asyncio",
    "anyio._backends._trio",
    "anyio.abc",
    "anyio.from_thread",
    "anyio.functools",
    "anyio.itertools",
    "anyio.lowlevel",
    "anyio.streams.buffered",
    "anyio.streams.memory",
    "anyio.streams.stapled",
    "anyio.streams.text",
    "anyio.streams.tls",
    "anyio.to_process",
    "anyio.to_thread",
    "anyio_by_example.timeline.watching.program",
    "trio.testing",
    "uvloop",
)
"""What examples import, and what watches them, with all that these import in turn."""


class Forked:
    """A program that runs in a fork of this process, in a session of its own."""

    def __init__(self, job: Job, folder: Path) -> None:
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _become(partial(_run, job, folder, write))
        os.close(write)
        self.stdout: IO[bytes] | None = os.fdopen(read, "rb", buffering=0)
        self.returncode: int | None = None
        self.cpu = 0.0

    def wait(self) -> int:
        """Wait for its end. Returns the exit status, negative for a signal."""
        _, status, usage = os.wait4(self.pid, 0)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, sig: int) -> None:
        """Send it a signal if it hasn't ended."""
        if self.returncode is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def _become(role: Callable[[], object]) -> NoReturn:
    """In a new fork: play a role, and end with it, since the rest of the stack is the parent's."""
    try:
        role()
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        os._exit(70)
    os._exit(0)


def _run(job: Job, folder: Path, output: int) -> NoReturn:
    """In the program's process: leave nothing of this one to it, and run it."""
    os.setsid()
    linux.die_with_parent()
    for standard in (1, 2):
        os.dup2(output, standard)
    os.closerange(3, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 4096))
    os.environ.clear()
    os.environ.update(environment(folder, job.order))
    os.chdir(folder / WORK)
    child.main(job)


def _work(connection: socket.socket, folder: Path) -> None:
    """In a worker: carry out one job after the other, until the recorder is gone."""
    linux.adopt_orphans()
    with connection.makefile("r", encoding="utf-8") as jobs:
        for line in jobs:
            number, _, text = line.partition(" ")
            job = Job.from_json(text)
            # a network for each run: no two can want the same port
            enclosed = linux.leave_network()
            start = spawn if job.fresh else Forked
            ending = carry_out(job, folder / number, start, connection)
            if ending is None:
                return
            ending = replace(ending, enclosed=enclosed)
            connection.sendall(f"{ending.to_json()}\n".encode())


def main(folder: str, *connections: str) -> None:
    """Import what examples need, fork the workers, and wait for them."""
    for name in _PRELOADED:
        with suppress(ImportError):  # uvloop may be missing
            importlib.import_module(name)
    gc.collect()
    # so that no collection touches, and so copies, the pages that the forks share
    gc.freeze()
    linux.adopt_orphans()
    sockets = [socket.socket(fileno=int(connection)) for connection in connections]
    workers = []
    for mine in sockets:
        worker = os.fork()
        if worker == 0:
            for other in sockets:
                if other is not mine:
                    other.close()
            _become(partial(_work, mine, Path(folder)))
        workers.append(worker)
    for each in sockets:
        each.close()
    for worker in workers:
        os.waitpid(worker, 0)
    # a worker that was killed couldn't end what its program left
    end_descendants(0)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
