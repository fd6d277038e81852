"""Loops: asyncio's and Trio's own event loops in a Web Worker.

Both ask the operating system for three things that WebAssembly lacks: a pair of connected sockets,
by which a loop wakes itself; a way to wait for file descriptors; and a sleep that doesn't spin. A
worker may block its thread, so all three can be had. With them, `anyio.run`, `trio.run` and
`asyncio.run` are the real ones, unchanged.

To Trio, Emscripten is one of the systems that have a kqueue; so that is what both loops get.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import select
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from math import inf
from typing import Any, NamedTuple

_DAY = 24 * 60 * 60
"""Seconds that Trio waits at most. There's one thread and no input, so it means: forever."""

_READ, _WRITE = -1, -2
_ADD, _DELETE, _ONESHOT = 1, 2, 16
"""The constants of BSD's kqueue, as in `sys/event.h`."""


class _End:
    """One end of a pipe, with what the loops use of a socket."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def recv(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def send(self, data: bytes) -> int:
        return os.write(self._descriptor, data)

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def setblocking(self, flag: bool) -> None:
        """Do nothing: it never blocks."""

    def setsockopt(self, *args: object) -> None:
        """Do nothing: a pipe has no options."""


class _Event(NamedTuple):
    ident: Any
    filter: int
    flags: int = _ADD
    fflags: int = 0
    data: int = 0
    udata: Any = None


class _Queue:
    """A kqueue: what is waited for, and what of it has come."""

    def __init__(self, wait: Callable[[float | None], None]) -> None:
        self._wait = wait
        self._wanted: dict[tuple[int, int], _Event] = {}
        self.closed = False

    def control(
        self, changes: Iterable[_Event] | None, most: int, timeout: float | None = None
    ) -> list[_Event]:
        for event in changes or ():
            number = event.ident if isinstance(event.ident, int) else event.ident.fileno()
            if event.flags & _DELETE:
                self._wanted.pop((number, event.filter), None)
            else:
                self._wanted[number, event.filter] = event._replace(ident=number)
        if most == 0:
            return []
        found = self._found()
        if not found and timeout != 0:
            self._wait(timeout)
            found = self._found()
        for event in found[:most]:
            if event.flags & _ONESHOT:
                del self._wanted[event.ident, event.filter]
        return found[:most]

    def _found(self) -> list[_Event]:
        read, write = (
            [number for number, kind in self._wanted if kind == wanted]
            for wanted in (_READ, _WRITE)
        )
        read, write, _ = select.select(read, write, [], 0)
        keys = [(number, _READ) for number in read] + [(number, _WRITE) for number in write]
        return [self._wanted[key] for key in keys]

    def fileno(self) -> int:
        return -1

    def close(self) -> None:
        self.closed = True


_LOOPS = ("asyncio.selector_events", "trio._core._wakeup_socketpair")
"""The modules that ask for a pair of sockets to be woken by."""


def _socketpair(*_: object) -> tuple[_End, _End]:
    if sys._getframe(1).f_globals.get("__name__") not in _LOOPS:
        sys.audit("socket.__new__", None, None, None, None)  # what refuses sockets hears of it
    reader, writer = os.pipe()
    return _End(reader), _End(writer)


def provide(
    block: Callable[[float], object], stuck: Callable[[], object]
) -> Callable[[float | None], None]:
    """Give the loops what they need, for as long as this interpreter lives.

    Args:
        block: Blocks the thread for so many milliseconds.
        stuck: Called when a loop would wait forever. Afterwards the loop is interrupted, as by
            Ctrl-C, so that the program can clean up.

    Returns:
        How they wait now: for so many seconds, or forever.
    """

    def wait(seconds: float | None) -> None:
        if seconds is None or seconds >= _DAY:
            stuck()
            signal.raise_signal(signal.SIGINT)
        else:
            block(seconds * 1000)

    def sleep(seconds: float, /) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        block(seconds * 1000)

    for module, names in (
        (select, {"kqueue": lambda: _Queue(wait), "kevent": _Event}),
        (select, {"KQ_FILTER_READ": _READ, "KQ_FILTER_WRITE": _WRITE}),
        (select, {"KQ_EV_ADD": _ADD, "KQ_EV_DELETE": _DELETE, "KQ_EV_ONESHOT": _ONESHOT}),
        (socket, {"socketpair": _socketpair}),
        (time, {"sleep": sleep}),
    ):
        vars(module).update(names)
    importlib.reload(selectors)  # it chooses by what select has
    _own_asyncio()
    return wait


def _own_asyncio() -> None:
    """Put Python's own asyncio in the place of Pyodide's, whose loop is the browser's."""
    asyncio.events._set_event_loop_policy(None)  # type: ignore[attr-defined]
    asyncio.run = asyncio.runners.run
    asyncio._set_running_loop(None)


def virtual_jump(backend: str, wait: Callable[[float | None], None]) -> tuple[Any, str, Any]:
    """What a virtual clock does instead of jumping: if all are stuck, it would jump forever.

    Args:
        backend: The name of the backend whose clock it is.
        wait: How a loop waits.

    Returns:
        A class, the name of its method that jumps, and what to put in its place.
    """
    if backend == "trio":
        from trio.lowlevel import current_statistics
        from trio.testing import MockClock

        autojump = MockClock._autojump

        def autojump_or_wait(self: Any) -> None:
            if current_statistics().seconds_to_next_deadline == inf:
                wait(None)
            else:
                autojump(self)

        return MockClock, "_autojump", autojump_or_wait
    from anyio_by_example.clock import VirtualLoop

    jump = VirtualLoop.jump

    def jump_or_wait(self: Any, seconds: float) -> None:
        if self._scheduled[0].when() == inf:
            wait(None)
        else:
            jump(self, seconds)

    return VirtualLoop, "jump", jump_or_wait
