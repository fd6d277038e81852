"""Starter: carries out jobs, several at a time, each in a process of its own.

Where there is a fork, `Forks`; everywhere else, `Spawns`.
"""

from __future__ import annotations

import queue
import selectors
import shutil
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from anyio_by_example.job import Ending, Job
from anyio_by_example.supervisor import PYTHON, carry_out, environment, spawn

PREFIX = "anyio-by-example-"
"""How the names of the temporary folders start."""


class Starter(ABC):
    """Carries out jobs while its context is open; at its end, nothing of them is left."""

    def __enter__(self) -> Starter:
        self._base = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
        self._open()
        return self

    def __exit__(self, *error: object) -> None:
        self._close()
        shutil.rmtree(self._base, ignore_errors=True)

    def folder(self, number: int) -> Path:
        """The folder in which a job is carried out."""
        return self._base / str(number)

    @abstractmethod
    def start(self, number: int, job: Job) -> None:
        """Start a job under a number, and don't wait for it. Not for more than `workers` jobs."""

    @abstractmethod
    def next(self) -> tuple[int, Ending]:
        """Wait until one of the jobs has ended. Returns its number and how it ended.

        Raises:
            RuntimeError: if what carries it out has failed.
        """

    @abstractmethod
    def _open(self) -> None: ...

    @abstractmethod
    def _close(self) -> None: ...


class Forks(Starter):
    """Lets the workers of a warm process fork the jobs. See `forkserver.py`.

    Args:
        workers: How many jobs run at once.
        order: The order in which the jobs run their tasks.
    """

    def __init__(self, workers: int, order: str) -> None:
        self._workers = workers
        self._order = order

    def _open(self) -> None:
        pairs = [socket.socketpair() for _ in range(self._workers)]
        theirs = [their.fileno() for _, their in pairs]
        self._server = subprocess.Popen(
            [*PYTHON, "-m", "anyio_by_example.forkserver", *map(str, (self._base, *theirs))],
            env=environment(self._base, self._order),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=theirs,
            # Ctrl-C is for the recorder, which then closes the connections
            start_new_session=True,
        )
        for _, their in pairs:
            their.close()
        self._connections = [mine for mine, _ in pairs]
        self._idle = list(self._connections)
        self._busy: dict[socket.socket, int] = {}
        self._selector = selectors.DefaultSelector()

    def _close(self) -> None:
        self._selector.close()
        for connection in self._connections:
            connection.close()
        self._server.wait()

    def start(self, number: int, job: Job) -> None:
        """Send a job to an idle worker."""
        worker = self._idle.pop()
        self._busy[worker] = number
        self._selector.register(worker, selectors.EVENT_READ)
        worker.sendall(f"{number} {job.to_json()}\n".encode())

    def next(self) -> tuple[int, Ending]:
        """Wait for the answer of a worker."""
        [(key, _), *_] = self._selector.select()
        worker = key.fileobj
        assert isinstance(worker, socket.socket)
        with worker.makefile("r", encoding="utf-8") as lines:
            line = lines.readline()
        if not line.endswith("\n"):
            raise RuntimeError("the process that runs examples has failed; see its error above")
        self._selector.unregister(worker)
        self._idle.append(worker)
        return self._busy.pop(worker), Ending.from_json(line)


class Spawns(Starter):
    """Starts a fresh interpreter for each job, and watches it in a thread.

    Args:
        workers: How many jobs run at once.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def _open(self) -> None:
        self._done: queue.SimpleQueue[tuple[int, Future[Ending | None]]] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(self._workers)

    def _close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def start(self, number: int, job: Job) -> None:
        """Let a thread carry out a job."""
        future = self._pool.submit(carry_out, job, self.folder(number), spawn)
        future.add_done_callback(lambda done: self._done.put((number, done)))

    def next(self) -> tuple[int, Ending]:
        """Wait for the end of a thread's job."""
        number, done = self._done.get()
        ending = done.result()
        assert ending is not None
        return number, ending
