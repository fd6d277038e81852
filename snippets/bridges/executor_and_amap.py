# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""submit(), map() and as_completed() of an executor, and AnyIO's."""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import anyio
from anyio import CapacityLimiter, to_thread


def load(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def with_executor() -> None:
    with ThreadPoolExecutor(max_workers=2) as executor:
        print("submit():", executor.submit(load, 0.1).result())
        print("map():", list(executor.map(load, (0.4, 0.1))))
        futures = [executor.submit(load, s) for s in (0.4, 0.1)]
        finished = [future.result() for future in as_completed(futures)]
        print("as_completed():", finished)


async def main() -> None:
    two = CapacityLimiter(2)

    async def load_here(seconds: float) -> float:
        return await to_thread.run_sync(load, seconds, limiter=two)

    async with anyio.create_task_group() as tg:
        handle = tg.create_task(load_here(0.1))
        print("create_task():", await handle)
    print("amap():", await anyio.amap(load_here, (0.4, 0.1)))
    calls = [load_here(seconds) for seconds in (0.4, 0.1)]
    async with anyio.as_completed(*calls) as handles:
        done = [each.return_value async for each in handles]
    print("as_completed():", done)


print("concurrent.futures")
with_executor()
print("AnyIO")
anyio.run(main)
