# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""What asyncio cancels is told so once, and who calls `cancel()` is told apart from who awaits."""

import asyncio
import time
from contextlib import suppress

import anyio


async def work(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def cleans_up() -> None:
    async with asyncio.timeout(0.1):
        try:
            await work(5)
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(0.2):
                    await work(5)


async def swallows() -> None:
    with suppress(asyncio.CancelledError):
        await work(5)
    with suppress(asyncio.CancelledError):
        await work(6)


async def fails() -> None:
    await work(0.1)
    raise ValueError


async def grouped(late: asyncio.Future[asyncio.Task[None]]) -> None:
    async with asyncio.TaskGroup() as group:
        late.set_result(group.create_task(swallows()))
        group.create_task(fails())


async def stops_another() -> None:
    worker = asyncio.create_task(work(5))
    try:
        await work(5)
    finally:
        await asyncio.sleep(0.2)
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


async def both_pass() -> None:
    async with asyncio.timeout(0.2), asyncio.timeout(0.1):
        time.sleep(0.3)
        await asyncio.sleep(1)


async def moved_to_the_past() -> None:
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(9) as limit:
        await asyncio.sleep(0.1)
        limit.reschedule((limit.when() or 0) - 8.8)
        await asyncio.sleep(0.05)
        limit.reschedule(loop.time() - 1)
        await asyncio.sleep(1)


async def in_scope_of_anyio(late: asyncio.Future[asyncio.Task[None]]) -> None:
    with anyio.move_on_after(0.1):
        async with asyncio.TaskGroup() as group:
            late.set_result(group.create_task(swallows()))


async def cleans_up_slowly() -> None:
    try:
        await work(5)
    finally:
        await work(0.3)


async def expires_in_aborted_group() -> None:
    async with asyncio.timeout(0.2):
        with suppress(Exception):
            async with asyncio.TaskGroup() as group:
                group.create_task(cleans_up_slowly())
                await work(0.1)
                raise ValueError
        await work(5)


async def main() -> None:
    with suppress(TimeoutError):
        await cleans_up()
    late: asyncio.Future[asyncio.Task[None]] = asyncio.Future()
    group = asyncio.create_task(grouped(late))
    swallowing = await late
    await asyncio.sleep(0.3)
    swallowing.cancel()
    await asyncio.gather(group, return_exceptions=True)
    owner = asyncio.create_task(stops_another())
    await asyncio.sleep(0.1)
    owner.cancel()
    await asyncio.wait([owner])
    for each in (both_pass, moved_to_the_past):
        with suppress(TimeoutError):
            await each()
    late = asyncio.Future()
    group = asyncio.create_task(in_scope_of_anyio(late))
    swallowing = await late
    await asyncio.sleep(0.3)
    swallowing.cancel()
    await group
    aborted = asyncio.create_task(expires_in_aborted_group())
    await asyncio.sleep(0.5)
    aborted.cancel()
    await asyncio.wait([aborted])
    timed = asyncio.create_task(work(9))
    asyncio.get_running_loop().call_later(0.1, timed.cancel)
    await asyncio.wait([timed])


asyncio.run(main())
