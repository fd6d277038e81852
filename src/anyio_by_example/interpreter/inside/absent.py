"""Absent: what a program may ask for that no browser has.

Without this, some of it would fail far from the cause, and sockets would seem to work: Emscripten,
the system that Pyodide runs on, lets a program connect to anything.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

_BY_EVENT = {
    "_thread.start_joinable_thread": "threads",
    "_thread.start_new_thread": "threads",
    "os.exec": "processes",
    "os.fork": "processes",
    "os.forkpty": "processes",
    "os.posix_spawn": "processes",
    "os.spawn": "processes",
    "os.system": "processes",
    "socket.__new__": "sockets",
    "socket.getaddrinfo": "sockets",
    "socket.gethostbyname": "sockets",
    "subprocess.Popen": "processes",
}
"""What is asked for, by the audit event that says so."""

_BY_MODULE = {"_interpreters": "interpreters", "_multiprocessing": "processes"}
"""The same, by the module that isn't there."""


class AbsentError(RuntimeError):
    """Raised for what a browser lacks."""


class Absent:
    """Refuses what a browser lacks, and tells of the first time.

    Args:
        line: Where the program is at this moment; None outside of one.
        tell: Told what it asked for first, and in which line. It can't be said at the end: what
            isn't there may keep a program from ending.
    """

    def __init__(self, line: Callable[[], int | None], tell: Callable[[str, int], object]) -> None:
        self._line = line
        self._tell = tell
        self._told = False
        self.is_overheard = False
        """Whether a program listens to the next one, by an audit hook of its own."""

    def watch(self) -> None:
        """Refuse from now on. There's no way to take that back."""
        # else it gives up before it says that a process is to start
        vars(subprocess)["_can_fork_exec"] = True
        sys.addaudithook(self._audit)

    def begin(self) -> None:
        """Begin anew, with another program."""
        self._told = self.is_overheard = False

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "import":
            if args[0] in _BY_MODULE:
                self._note(_BY_MODULE[args[0]])  # the import fails by itself
        elif event == "sys.addaudithook":
            self.is_overheard = True
        elif event in _BY_EVENT:
            what = _BY_EVENT[event]
            self._note(what)
            raise AbsentError(f"a browser has no {what}: run this with your own Python")

    def _note(self, what: str) -> None:
        if not self._told and (line := self._line()) is not None:
            self._told = True
            self._tell(what, line)
