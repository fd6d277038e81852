# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# leaves = ["task"]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A generator that yields inside a task group is left with `break`.

Probed: whether the caller goes on, or is cancelled out of `anyio.run()`.
"""

import asyncio
from collections.abc import AsyncGenerator

import anyio


async def ticks() -> AsyncGenerator[int, None]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)
        yield 1


def say_nothing(*_: object) -> None:
    """Leave out what asyncio reports of the generator's end."""


async def main() -> None:
    asyncio.get_running_loop().set_exception_handler(say_nothing)
    async for _ in ticks():
        break
    await anyio.sleep(0.1)
    print("main went on")


try:
    anyio.run(main)
except asyncio.CancelledError:
    print("CancelledError")
