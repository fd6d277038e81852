# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Nobody begins the next round before all have finished this one."""

import anyio


class Barrier:
    def __init__(self, parties: int) -> None:
        self._parties = parties
        self._waiting = 0
        self._full = anyio.Event()

    async def wait(self) -> None:
        full = self._full
        self._waiting += 1
        if self._waiting == self._parties:
            self._waiting, self._full = 0, anyio.Event()
            full.set()
        try:
            await full.wait()
        finally:
            if not full.is_set():  # cancelled: it doesn't count
                self._waiting -= 1


async def main() -> None:
    barrier = Barrier(3)

    async def player(name: str, pace: float) -> None:
        for number in (1, 2):
            await anyio.sleep(pace)
            print(name, "has finished round", number)
            await barrier.wait()

    async with anyio.create_task_group() as tg:
        tg.start_soon(player, "Ann", 1)
        tg.start_soon(player, "Bob", 2)
        tg.start_soon(player, "Eve", 5)


anyio.run(main)
