# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""Calls for later: callbacks of asyncio's loop, and tasks that wait."""

import asyncio

import anyio


async def with_asyncio() -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, print, "  after 0.1 s")
    loop.call_at(loop.time() + 0.2, print, "  at a time")
    timer = loop.call_later(0.1, print, "  never")
    timer.cancel()
    print("  the function returns")


async def after(seconds: float, text: str) -> None:
    await anyio.sleep(seconds)
    print(text)


async def at(time: float, text: str) -> None:
    await anyio.sleep_until(time)
    print(text)


async def with_anyio() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(after, 0.1, "  after 0.1 s")
        tg.start_soon(at, anyio.current_time() + 0.2, "  at a time")
        timer = tg.start_soon(after, 0.1, "  never")
        timer.cancel()
    print("  the function returns")


async def main() -> None:
    print("asyncio")
    await with_asyncio()
    await anyio.sleep(1)
    print("AnyIO")
    await with_anyio()


anyio.run(main)
