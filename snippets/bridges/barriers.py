# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""A barrier of asyncio, and one made of a count and an event."""

import asyncio

import anyio


class Barrier:
    def __init__(self, parties: int) -> None:
        self._missing = parties
        self._all_here = anyio.Event()

    async def wait(self) -> None:
        self._missing -= 1
        if not self._missing:
            self._all_here.set()
        try:
            await self._all_here.wait()
        except BaseException:
            self._missing += 1
            raise


async def walk(
    name: str, seconds: float, meeting: Barrier | asyncio.Barrier
) -> None:
    await anyio.sleep(seconds)
    print(f"  {name} is here")
    await meeting.wait()
    print("  on we go")


async def main() -> None:
    meetings: dict[str, asyncio.Barrier | Barrier] = {
        "asyncio.Barrier": asyncio.Barrier(2),
        "a count and an event": Barrier(2),
    }
    for kind, meeting in meetings.items():
        print(kind)
        async with anyio.create_task_group() as tg:
            tg.start_soon(walk, "Ada", 0.1, meeting)
            tg.start_soon(walk, "Bob", 0.2, meeting)


anyio.run(main)
