# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""One task leads; when its term ends in any way, the next one does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Leadership:
    def __init__(self) -> None:
        self.leader: str | None = None
        self._lock = anyio.Lock()

    @asynccontextmanager
    async def term(self, name: str) -> AsyncIterator[None]:
        """Wait to be the leader, and be it until the block ends."""
        async with self._lock:
            self.leader = name
            try:
                yield
            finally:
                self.leader = None


async def main() -> None:
    leadership = Leadership()

    async def candidate(name: str, arrives: float) -> None:
        await anyio.sleep(arrives)
        try:
            async with leadership.term(name):
                print(leadership.leader, "leads")
                await anyio.sleep(1)
                if name == "Ann":
                    raise ConnectionError
        except ConnectionError:
            print(name, "has failed")

    async with anyio.create_task_group() as tg:
        tg.start_soon(candidate, "Ann", 0.1)
        bob = tg.start_soon(candidate, "Bob", 0.2)
        tg.start_soon(candidate, "Eve", 0.3)
        await anyio.sleep(1.5)
        bob.cancel()
    print("leader at the end:", leadership.leader)


anyio.run(main)
