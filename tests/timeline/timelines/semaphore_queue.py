# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A semaphore lets one in at a time; the others wait in a queue."""

import anyio


async def visit(name: str, delay: float, semaphore: anyio.Semaphore) -> None:
    await anyio.sleep(delay)
    async with semaphore:
        print(name, "is in")
        await anyio.sleep(0.2)
    print(name, "is out")


async def main() -> None:
    semaphore = anyio.Semaphore(1)
    async with anyio.create_task_group() as tg:
        for name, delay in ("first", 0), ("second", 0.05), ("third", 0.1):
            tg.start_soon(visit, name, delay, semaphore, name=name)


anyio.run(main)
