# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A condition, a limiter and an event loop's own checkpoints."""

import anyio


async def consumer(condition: anyio.Condition, stock: list[str]) -> None:
    async with condition:
        while not stock:
            await condition.wait()
        print("took", stock.pop())


async def limited(limiter: anyio.CapacityLimiter, seconds: float) -> None:
    async with limiter:
        await anyio.sleep(seconds)
        print("slept for", seconds)


async def main() -> None:
    condition, stock = anyio.Condition(), list[str]()
    limiter = anyio.CapacityLimiter(1)
    async with anyio.create_task_group() as tg:
        tg.start_soon(consumer, condition, stock)
        tg.start_soon(limited, limiter, 0.1)
        tg.start_soon(limited, limiter, 0.2)
        await anyio.sleep(0.05)
        async with condition:
            stock.append("apple")
            condition.notify()
        print("put")


anyio.run(main)
