# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task handle cancels its own task, not its siblings."""

import anyio


async def job(name: str) -> None:
    try:
        await anyio.sleep(0.2)
        print(name, "is over")
    except anyio.get_cancelled_exc_class():
        print(name, "is cancelled")
        raise


async def main() -> None:
    async with anyio.create_task_group() as tg:
        first = tg.start_soon(job, "first")
        tg.start_soon(job, "second")
        await anyio.sleep(0.1)
        first.cancel()
        print("called cancel()")


anyio.run(main)
