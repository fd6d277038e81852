# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Three hundred tasks: most of them are folded into one row."""

import anyio


async def worker(number: int) -> None:
    await anyio.sleep(0.1)
    if number % 100 == 50:
        print("worker", number)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        for number in range(300):
            tg.start_soon(worker, number)
    print("all are over")


anyio.run(main)
