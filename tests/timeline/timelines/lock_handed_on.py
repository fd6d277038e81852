# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A lock that is released goes to the task that waits for it."""

import anyio

lock = anyio.Lock()


async def owner() -> None:
    async with lock:
        await anyio.sleep(0.1)
        print("owner releases")
    await anyio.sleep(0.2)
    print("owner is over")


async def heir() -> None:
    await anyio.sleep(0.05)
    await lock.acquire()
    try:
        print("heir has it")
        await anyio.sleep(0.1)
    finally:
        lock.release()


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(owner)
        tg.start_soon(heir)


anyio.run(main)
