"""Forkserver: a warm process from which runs are forked.

Starting an interpreter and importing AnyIO and Trio takes 0.1 to 0.3 seconds of CPU; a fork of a
process that has done it takes a hundredth of that. So this process imports them once, and then
forks workers. A worker takes one job after the other, forks the program, and watches over it. Each
process that forks has one thread at that moment, so that forking is safe.

The standard library's forkserver starts children about as fast, but each of them imports the main
module of whoever asked for it (here the builder), and there is no place for a worker in between: a
parent that adopts whatever the program leaves.

What fails here is never in the output of an example: a program's process tells its worker of it
by the channel that they share, a worker tells the recorder by its connection, and this process
writes it to its standard error, which the recorder keeps.

Started as `python -m anyio_by_example.recording.forkserver FOLDER CONNECTION...`, with one socket
a worker.
"""

from __future__ import annotations

import gc
import importlib
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, NoReturn

from anyio_by_example.recording import linux
from anyio_by_example.recording.removal import remove
from anyio_by_example.recording.strays import end_descendants
from anyio_by_example.recording.supervisor import carry_out, environment, spawn
from anyio_by_example.running import child
from anyio_by_example.running.channel import Channel
from anyio_by_example.running.failure import guarded
from anyio_by_example.running.job import WORK, Ending, Job
from anyio_timeline.loops import release_of_anyio

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
    "anyio_timeline.watching.on_trio",
    "anyio_timeline.watching.program",
    "trio.testing",
    "uvloop",
)
"""What examples import, and what watches them, with all that these import in turn."""


class Forked:
    """A program that runs in a fork of this process, in a session of its own."""

    def __init__(self, job: Job, folder: Path, channel: Channel) -> None:
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            channel.begin()
            guarded(partial(_run, job, folder, write, channel), channel.fail)
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


def _fork(job: Job, folder: Path) -> tuple[Forked, Channel]:
    """Start a program in a fork of this process."""
    channel = Channel.to_fork()
    return Forked(job, folder, channel), channel


def _run(job: Job, folder: Path, output: int, channel: Channel) -> NoReturn:
    """In the program's process: leave nothing of this one to it, and run it."""
    os.setsid()
    linux.die_with_parent()
    for standard in (1, 2):
        os.dup2(output, standard)
    os.closerange(3, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 4096))
    surroundings = environment(folder, job.order)
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(folder / WORK)
    child.main(job, channel)


def _work(connection: socket.socket, folder: Path, encloses: bool) -> None:
    """In a worker: carry out one job after the other, until the recorder is gone."""
    linux.adopt_orphans()
    # a network that no other run is in at the same time: no two can want the same port
    enclosed = encloses and linux.leave_network()
    with connection.makefile("r", encoding="utf-8") as jobs:
        for line in jobs:
            number, _, text = line.partition(" ")
            job = Job.from_json(text)
            if enclosed and not linux.is_network_unused():
                enclosed = linux.leave_network()
            start = spawn if job.fresh else _fork
            ending = carry_out(job, folder / number, start, connection)
            if ending is None:
                return
            _answer(connection, replace(ending, enclosed=enclosed))


def _answer(connection: socket.socket, ending: Ending) -> None:
    connection.sendall(f"{ending.to_json()}\n".encode())


def _answer_failure(connection: socket.socket, how: str) -> None:
    """In a worker: say with its last words why it ends, and with it what it has started."""
    try:
        _answer(connection, Ending.of_failure(how))
    except BaseException:
        os.write(2, how.encode("utf-8", "backslashreplace"))
        raise


def warm() -> None:
    """Import, and find out, what each run would else import and find out again."""
    for name in _PRELOADED:
        # uvloop may be missing, and a release of long ago may not even load on a newer Python
        with suppress(Exception):
            importlib.import_module(name)
    with suppress(Exception):
        release_of_anyio()


def main(folder: str, *connections: str) -> None:
    """Get warm, fork the workers, and wait for them."""
    warm()
    gc.collect()
    # so that no collection touches, and so copies, the pages that the forks share
    gc.freeze()
    linux.adopt_orphans()
    sockets = [socket.socket(fileno=int(connection)) for connection in connections]
    encloses = linux.can_leave_network()
    workers: set[int] = set()
    for mine in sockets:
        try:
            worker = os.fork()
        except OSError:
            if workers:
                break  # the system is short of processes, and few workers are enough
            raise
        if worker == 0:
            for other in sockets:
                if other is not mine:
                    other.close()
            guarded(partial(_work, mine, Path(folder), encloses), partial(_answer_failure, mine))
        workers.add(worker)
    for each in sockets:
        each.close()
    # in any order, since one that has ended counts as a process until then
    while workers:
        ended, _ = os.wait()
        workers.discard(ended)
    # a worker that was killed couldn't end what its program left
    end_descendants(0)
    with suppress(OSError):  # the recorder will say so, if it's still there
        remove(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
