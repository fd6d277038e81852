"""Starter: carries out jobs, several at a time, each in a process of its own.

Where there is a fork, `Forks`; everywhere else, `Spawns`.
"""

from __future__ import annotations

import logging
import os
import queue
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from anyio_by_example.recording.linux import IS_LINUX
from anyio_by_example.recording.removal import remove
from anyio_by_example.recording.supervisor import OPTIONS, carry_out, environment, spawn
from anyio_by_example.running.failure import RecorderError, told
from anyio_by_example.running.job import LOST, Ending, Job

_logger = logging.getLogger("mkdocs.anyio_by_example")

PREFIX = "anyio-by-example-"
"""How the names of the temporary folders start."""

_PARTING = 10.0
"""Seconds that the warm process has to end what still runs, and then itself."""

_MOMENT = 0.2
"""Seconds that it has to end after what it shares with the recorder is gone."""

_ROOM = 1 << 30
"""Bytes that must be free where runs have their folders in memory."""


class Starter(ABC):
    """Carries out jobs while it's open; when it's closed, nothing of them is left.

    Args:
        workers: How many jobs run at once.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def open(self) -> None:
        """Get ready.

        Raises:
            RecorderError: if the system lacks what that takes.
        """
        with _needing_the_system():
            self._base = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_memory())).resolve()
            try:
                self._open()
            except BaseException:
                remove(self._base)
                raise

    def close(self) -> None:
        """End what still runs."""
        self._close()
        try:
            remove(self._base)
        except OSError as error:
            _logger.warning("The folder of runs couldn't be removed: %s", error)

    def folder(self, number: int) -> Path:
        """The folder in which a job is carried out."""
        return self._base / str(number)

    @property
    @abstractmethod
    def has_room(self) -> bool:
        """Whether one more job can be started."""

    @abstractmethod
    def start(self, number: int, job: Job) -> None:
        """Start a job under a number, and don't wait for it.

        Raises:
            RecorderError: if the system lacks what that takes.
        """

    @abstractmethod
    def next(self) -> tuple[int, Ending]:
        """Wait until one of the jobs has ended. Returns its number and how it ended.

        Raises:
            RecorderError: if what carries them out has failed.
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
        patience: Seconds after which a worker that doesn't answer counts as lost.
        python: The interpreter of the jobs; it finds this package, too.
    """

    def __init__(
        self, workers: int, order: str, patience: float, python: Path = Path(sys.executable)
    ) -> None:
        super().__init__(workers)
        self._python = python
        self._order = order
        self._patience = patience

    def _open(self) -> None:
        self._base.mkdir(exist_ok=True)
        with ExitStack() as ours, ExitStack() as theirs:
            pairs = [socket.socketpair() for _ in range(self.workers)]
            for mine, their in pairs:
                ours.enter_context(mine)
                theirs.enter_context(their)
            numbers = [their.fileno() for _, their in pairs]
            self._selector = ours.enter_context(selectors.DefaultSelector())
            # a file and no pipe: nobody need read it while there is nothing wrong
            self._errors = ours.enter_context(tempfile.TemporaryFile(dir=self._base))
            self._server = subprocess.Popen(
                [
                    *(self._python, *OPTIONS),
                    "-m",
                    "anyio_by_example.recording.forkserver",
                    *map(str, (self._base, *numbers)),
                ],
                env=environment(self._base, self._order),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=numbers,
                # Ctrl-C is for the recorder, which then closes the connections
                start_new_session=True,
            )
            self._opened = ours.pop_all()
        self._idle = [mine for mine, _ in pairs]
        self._busy: dict[socket.socket, int] = {}
        self._heard = 0

    def _close(self) -> None:
        self._opened.close()
        try:
            self._server.wait(_PARTING)
        except subprocess.TimeoutExpired:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
        if self._server.returncode:
            _end_group(self._server.pid)

    @property
    def has_room(self) -> bool:
        """Whether a worker is idle, or none is left, so that new ones can be had."""
        while self._idle and _is_gone(self._idle[-1]):
            self._idle.pop()
        return bool(self._idle) or not self._busy

    def start(self, number: int, job: Job) -> None:
        """Send a job to an idle worker."""
        if not self._idle:
            self._close()
            with _needing_the_system():
                self._open()
        worker = self._idle.pop()
        self._busy[worker] = number
        self._selector.register(worker, selectors.EVENT_READ)
        with suppress(OSError):  # if it's gone just now, its answer is the end
            worker.sendall(f"{number} {job.to_json()}\n".encode())

    def next(self) -> tuple[int, Ending]:
        """Wait for the answer of a worker. A worker that is gone is not used again."""
        ready = [key.fileobj for key, _ in self._selector.select(self._patience)]
        worker = ready[0] if ready else next(iter(self._busy))
        assert isinstance(worker, socket.socket)
        self._selector.unregister(worker)
        number = self._busy.pop(worker)
        if ready and (line := _line(worker)):
            ending = Ending.from_json(line)
            # gone; or it has failed, and these were its last words
            if not ending.failure or ending.began:
                self._idle.append(worker)
            return number, ending
        with suppress(subprocess.TimeoutExpired):  # its connections end a moment before it does
            # with 0, it only has no worker any more
            if status := self._server.wait(_MOMENT):
                how = f"the process that starts examples has failed, with status {status}"
                raise RecorderError(f"{how}\n{self._said()}")
        said = self._said()
        return number, Ending.of_failure(said) if said else LOST

    def _said(self) -> str:
        """What the warm process and its workers have written to standard error since last asked."""
        size = os.fstat(self._errors.fileno()).st_size
        # read without moving, since they write where this file stands
        said = os.pread(self._errors.fileno(), size - self._heard, self._heard)
        self._heard = size
        return said.decode("utf-8", "replace")


@contextmanager
def _needing_the_system() -> Iterator[None]:
    """Say what the system lacks: room, processes, descriptors or threads."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise RecorderError(f"{type(error).__name__}: {error}") from error


def _memory() -> str | None:
    """A folder whose files are in memory, for programs to run in; None if that isn't to be had.

    On a disk, the files that each run makes and leaves cost it more than starting a program does:
    ext4 gives no new file the number of one that was removed in the last five seconds, and looks at
    all of these numbers each time.
    """
    folder, usual = "/dev/shm", "/tmp"  # noqa: S108
    # whoever says where temporary files are to be is listened to
    if not IS_LINUX or tempfile.gettempdir() != usual or not os.access(folder, os.W_OK | os.X_OK):
        return None
    state = os.statvfs(folder)
    is_fit = not state.f_flag & os.ST_NOEXEC and state.f_bavail * state.f_frsize >= _ROOM
    return folder if is_fit else None


def _end_group(leader: int) -> None:
    """Wait until the workers of a warm process that was killed have ended their runs, or end them.

    They would go on in a folder that is to be removed.
    """
    end = time.monotonic() + _PARTING
    with suppress(ProcessLookupError):
        while time.monotonic() < end:
            os.killpg(leader, 0)
            time.sleep(0.05)
        os.killpg(leader, signal.SIGKILL)


def _is_gone(connection: socket.socket) -> bool:
    """Whether nobody is at the other end of a connection that has nothing to say."""
    try:
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _line(connection: socket.socket) -> str:
    """The next line from a connection; empty if there is no whole one."""
    with connection.makefile("r", encoding="utf-8") as lines, suppress(ConnectionError):
        line = lines.readline()
        return line if line.endswith("\n") else ""
    return ""


class Spawns(Starter):
    """Starts a fresh interpreter for each job, and watches it in a thread."""

    def _open(self) -> None:
        self._done: queue.SimpleQueue[tuple[int, Future[Ending | None]]] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(self.workers)
        self._running = 0

    def _close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    @property
    def has_room(self) -> bool:
        """Whether a thread is idle."""
        return self._running < self.workers

    def start(self, number: int, job: Job) -> None:
        """Let a thread carry out a job."""
        self._running += 1
        with _needing_the_system():
            future = self._pool.submit(carry_out, job, self.folder(number), spawn)
        future.add_done_callback(lambda done: self._done.put((number, done)))

    def next(self) -> tuple[int, Ending]:
        """Wait for the end of a thread's job."""
        number, done = self._done.get()
        self._running -= 1
        if error := done.exception():
            return number, Ending.of_failure(told(error))
        ending = done.result()
        assert ending is not None
        return number, ending
