# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""What was made for one run of asyncio fails in the next."""

import asyncio

import anyio


class Kept:
    lock = asyncio.Lock()
    future: "asyncio.Future[None]"
    loop: asyncio.AbstractEventLoop


async def hold() -> None:
    async with Kept.lock:
        await anyio.sleep(0.1)


async def first() -> None:
    Kept.loop = asyncio.get_running_loop()
    Kept.future = Kept.loop.create_future()
    async with anyio.create_task_group() as tg:
        tg.start_soon(hold)
        tg.start_soon(hold)


async def second() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(hold)
        await anyio.wait_all_tasks_blocked()
        try:
            await hold()
        except RuntimeError as error:
            print("lock:", str(error).partition("> ")[2])
    try:
        await Kept.future
    except RuntimeError as error:
        print("future:", "…" + str(error)[-30:])
    try:
        Kept.loop.call_soon(print)
    except RuntimeError as error:
        print("loop:", error)


anyio.run(first)
anyio.run(second)
