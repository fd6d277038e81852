"""Clock: time that passes only when nothing else can happen.

Trio has such a clock of its own, `trio.testing.MockClock`. For asyncio it's made here: the package
looptime does the same and more, but not on Python 3.10.
"""

from __future__ import annotations

import asyncio
import selectors
from typing import Any


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop that doesn't wait for its next timer, but jumps to it."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._now

    def jump(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self.loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Jump where the loop would wait for a timer; wait where only a signal can wake it."""
        if timeout is None:
            return super().select()
        ready = super().select(0)
        if not ready and timeout > 0:
            self.loop.jump(timeout)
        return ready


def trio_clock() -> Any:
    """Trio's clock that jumps as soon as every task waits."""
    from trio.testing import MockClock

    return MockClock(autojump_threshold=0)
