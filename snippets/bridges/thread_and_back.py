# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""To a thread and back: four calls of asyncio, three of AnyIO."""

import asyncio

import anyio
from anyio import from_thread, to_thread


async def double(number: int) -> int:
    await anyio.sleep(0)
    return 2 * number


async def main() -> None:
    loop = asyncio.get_running_loop()
    log: list[str] = []

    def asyncios_way() -> int:
        loop.call_soon_threadsafe(log.append, "callback")
        future = asyncio.run_coroutine_threadsafe(double(4), loop)
        return future.result()

    def anyios_way() -> int:
        from_thread.run_sync(log.append, "call")
        return from_thread.run(double, 4)

    print("asyncio.to_thread():", await asyncio.to_thread(asyncios_way))
    print(
        "run_in_executor():",
        await loop.run_in_executor(None, asyncios_way),
    )
    print("to_thread.run_sync():", await to_thread.run_sync(anyios_way))
    print(log)


anyio.run(main)
