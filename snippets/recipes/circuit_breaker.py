# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""After three failures the breaker refuses calls, then tries one."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

T = TypeVar("T")


class OpenError(Exception):
    """The call was refused; the service wasn't asked."""


class CircuitBreaker:
    def __init__(self, failures: int, pause: float) -> None:
        self._most, self._pause = failures, pause
        self._failures = 0
        self._open_until = float("-inf")

    async def call(self, operation: Callable[[], Awaitable[T]]) -> T:
        now = anyio.current_time()
        if self._failures >= self._most:
            if now < self._open_until:
                raise OpenError
            self._open_until = now + self._pause  # one may try
        try:
            result = await operation()
        except Exception:
            self._failures += 1
            self._open_until = anyio.current_time() + self._pause
            raise
        self._failures = 0
        return result


async def main() -> None:
    breaker = CircuitBreaker(failures=3, pause=10)
    ready_at = anyio.current_time() + 12

    async def service() -> str:
        if anyio.current_time() < ready_at:
            raise ConnectionError
        return "answered"

    for second in range(0, 24, 2):
        try:
            print(second, await breaker.call(service))
        except (ConnectionError, OpenError) as error:
            print(second, type(error).__name__)
        await anyio.sleep(2)


anyio.run(main)
