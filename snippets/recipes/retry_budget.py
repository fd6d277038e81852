# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""Retries wait longer each time, and callers share what they may cost."""

import random
from collections.abc import Awaitable, Callable

import anyio


class RetryBudget:
    """Each call earns a share of a retry; each retry costs one."""

    def __init__(self, share: float, most: float) -> None:
        self._share, self._most = share, most
        self._left = most

    def earn(self) -> None:
        self._left = min(self._most, self._left + self._share)

    def spend(self) -> bool:
        if self._left < 1:
            return False
        self._left -= 1
        return True

    async def call(
        self, operation: Callable[[], Awaitable[str]], pause: float
    ) -> str:
        self.earn()
        while True:
            try:
                return await operation()
            except ConnectionError:
                if not self.spend():
                    raise
            await anyio.sleep(pause * random.uniform(0.5, 1))
            pause = min(pause * 2, 30)


async def main() -> None:
    asked = 0

    async def broken() -> str:
        nonlocal asked
        asked += 1
        raise ConnectionError

    budget = RetryBudget(share=0.1, most=5)
    for _ in range(20):
        try:
            with anyio.move_on_after(600):
                await budget.call(broken, pause=0.1)
        except ConnectionError:
            pass
    print("20 calls asked the broken server", asked, "times")


anyio.run(main)
