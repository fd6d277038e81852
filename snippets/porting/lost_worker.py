# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# support = ["pool_anyio.py", "pool_asyncio.py"]
# ///
"""One worker, and a caller that doesn't wait for its result."""

import asyncio
import gc

import anyio
import pool_anyio
import pool_asyncio


async def work(item: str) -> str:
    await anyio.sleep(0.2)
    return item.upper()


async def use(pool: pool_asyncio.Pool | pool_anyio.Pool) -> None:
    with anyio.move_on_after(60) as closing:
        async with pool:
            for item, seconds in (("tea", 0.1), ("milk", 10)):
                with anyio.move_on_after(seconds) as waiting:
                    print("  got", await pool.do(item))
                if waiting.cancelled_caught:
                    print(f"  no {item} after {seconds} s")
    print("  closed in time:", not closing.cancelled_caught)


async def main() -> None:
    reports: list[str] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _, about: reports.append(about["message"])
    )
    for kind in (pool_asyncio.Pool, pool_anyio.Pool):
        print(kind.__module__)
        await use(kind(work, 1))
        gc.collect()
    print("asyncio reported:", *reports)


anyio.run(main)
