"""Guard: what an example may not reach.

An example may use the network on loopback addresses only, and a limited amount of memory. With a
virtual clock it may use no threads, processes or sockets either: time passes in them that the clock
doesn't know.

The guard sees what Python code does. On Linux, what gets round it meets the kernel: see `linux.py`.
Only Linux holds a process to its limit of memory; Windows has no such call.
"""

from __future__ import annotations

import ipaddress
import sys
import threading
from collections.abc import Callable
from typing import Any

from anyio_by_example.running.job import Job

_WITH_VIRTUAL_CLOCK = {
    "os.fork": "start a process",
    "os.posix_spawn": "start a process",
    "subprocess.Popen": "start a process",
    "socket.bind": "use a socket",
    "socket.connect": "use a socket",
}
"""What an example with a virtual clock may not do, by audit event."""

_HOST: dict[str, Callable[..., Any]] = {
    "socket.connect": lambda _, address: _host(address),
    "socket.sendto": lambda _, address: _host(address),
    "socket.sendmsg": lambda _, address: _host(address),
    "socket.getaddrinfo": lambda host, *_: host,
    "socket.gethostbyname": lambda host: host,
    "socket.gethostbyaddr": lambda host: host,
}
"""How to read the host from the arguments of an audit event."""


class Guard:
    """Refuses what an example may not do, and remembers the first such attempt.

    Args:
        job: What is run.
        line: Where the example is at this moment.
    """

    def __init__(self, job: Job, line: Callable[[], int | None]) -> None:
        self.refused: dict[str, Any] = {}
        self._memory = job.limits.memory
        self._virtual = job.clock == "virtual"
        self._line = line

    def stand(self) -> None:
        """Refuse from now on, until the end of the process."""
        limit_memory(self._memory)
        sys.addaudithook(self._audit)
        if self._virtual:
            # before Python 3.12, the start of a thread is no audit event
            threading.Thread.start = self._refuse_thread  # type: ignore[method-assign, assignment]

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if self._virtual and event in _WITH_VIRTUAL_CLOCK:
            # where there is no system call for it, Python makes a socket pair from two sockets
            if "socketpair" not in sys._getframe(1).f_code.co_name:
                self._refuse(_WITH_VIRTUAL_CLOCK[event], virtual=True)
        elif event in _HOST and not _is_here(host := _text(_HOST[event](*args))):
            self._refuse(f"reach {host}", virtual=False)

    def _refuse_thread(self, *_: object) -> None:
        self._refuse("start a thread", virtual=True)

    def _refuse(self, what: str, virtual: bool) -> None:
        self.refused = self.refused or {"what": what, "virtual": virtual, "line": self._line()}
        raise OSError(f"an example of this site may not {what}")


def limit_memory(size: int) -> None:
    """Hold this process, and each one that it starts, to so many bytes of data; dump no core."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    size = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _host(address: Any) -> Any:
    """The host of an Internet address; None for any other kind, as a path."""
    return address[0] if isinstance(address, tuple) and len(address) > 1 else None


def _text(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else host or ""


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
