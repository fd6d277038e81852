"""Live: what tells another process, in the program's own, what the program has done so far."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from _thread import LockType, allocate_lock
from contextlib import suppress
from pathlib import Path

from anyio_timeline.cli.asking import answer, asked
from anyio_timeline.cli.snapshot import restore, take
from anyio_timeline.watching.aside import Aside
from anyio_timeline.watching.story import Story

_START = (
    "import sys; sys.path[0] = sys.argv.pop(1); from anyio_timeline.cli.server import main; main()"
)
"""What is run there: it finds this package, and nothing that lies beside the program."""

_PACKAGES = str(Path(__file__).parents[2])

_HIGH = 200
"""The least number of the connection, so that files which the program opens have theirs: some
systems let a process have 256 of them."""

_LOOK = 0.05
"""Seconds between two looks whether somebody asks."""

_PATIENCE = 30.0
"""Seconds until the other process must have said its address."""


class Live:
    """Answers what the other process asks, in a thread that `threading` doesn't know of.

    Args:
        story: What is taken down.
        title: What it is of.
        output: Where the picture goes at the end.
        window: The seconds from which and until which it's drawn.
    """

    def __init__(self, story: Story, title: str, output: Path, window: tuple[float, float]) -> None:
        self._story = story
        self._words = [title, str(output), *map(str, window)]
        self._answers = allocate_lock()
        """Held while there is something to answer: after a fork, another thread does so."""

    def begin(self) -> str:
        """Let the page be there from now on. Returns its address.

        Raises:
            OSError: if that process can't be had.
        """
        import fcntl
        import resource

        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [sys.executable, "-c", _START, _PACKAGES, str(number), *self._words]
            subprocess.run(
                command,
                pass_fds=[number],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        # lower where the program may have fewer
        most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        high = fcntl.fcntl(ours.fileno(), fcntl.F_DUPFD_CLOEXEC, min(_HIGH, most // 2))
        ours.close()
        self._connection = socket.socket(fileno=high)
        self._which = os.fstat(high)
        address = self._said()
        self._aside = Aside(self._answer, in_child=self._forked)
        self._aside.begin()
        return address

    def end(self) -> None:
        """Answer no longer: the program has ended."""
        self._aside.end()
        if self._is_ours():
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)

    def _said(self) -> str:
        self._connection.settimeout(_PATIENCE)
        said = b""
        while not said.endswith(b"\n"):
            part = self._connection.recv(100)
            if not part:
                raise ConnectionResetError("the process that would serve it has ended")
            said += part
        return said.decode().strip()

    def _answer(self, stops: LockType) -> None:
        # whoever closes all files has closed this one, and what has its number is another one
        with suppress(OSError):
            # asked first: a program that forks often begins this anew each time
            while self._is_ours():
                with self._answers:
                    if number := asked(self._connection):
                        answer(self._connection, number, self._taken(stops))
                if stops.acquire(timeout=_LOOK):
                    return
        # half an answer may be there, which nobody completes
        self._close()

    def _taken(self, stops: LockType) -> bytes | None:
        # whatever a program's own objects raise is no matter of the program's
        with suppress(Exception):
            return take(self._story, is_unwanted=lambda: not stops.locked())
        return None

    def _close(self) -> None:
        if self._is_ours():
            self._connection.close()
        else:
            self._connection.detach()

    def _is_ours(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._connection.fileno()), self._which)
        except OSError:
            return False

    def _forked(self) -> None:
        """In a fork of the program, have what it would have without this."""
        restore()
        self._close()
