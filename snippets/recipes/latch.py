# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Whoever waits for the latch goes on when all three parts are ready."""

import anyio


class Latch:
    def __init__(self, count: int) -> None:
        self._left = count
        self._open = anyio.Event()
        if not count:
            self._open.set()

    def count_down(self) -> None:
        if not self._left:
            raise RuntimeError("more parts than were announced")
        self._left -= 1
        if not self._left:
            self._open.set()

    async def wait(self) -> None:
        await self._open.wait()


async def main() -> None:
    latch = Latch(3)

    async def load(part: str, seconds: float) -> None:
        await anyio.sleep(seconds)
        print(part, "is ready")
        latch.count_down()
        await anyio.sleep(60)  # and it goes on

    async with anyio.create_task_group() as tg:
        tg.start_soon(load, "the database", 2)
        tg.start_soon(load, "the cache", 1)
        tg.start_soon(load, "the index", 3)
        with anyio.fail_after(10):
            await latch.wait()
        print("open for requests")
        tg.cancel()


anyio.run(main)
