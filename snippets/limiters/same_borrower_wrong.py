# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "limiters/on_behalf_of.py"
# ///
"""Wrong: two tasks that wait for a token as the same borrower."""

import anyio


async def query(task: str, limiter: anyio.CapacityLimiter) -> None:
    with anyio.move_on_after(0.5) as scope:
        await limiter.acquire_on_behalf_of("ada")
    if scope.cancelled_caught:
        print(f"{task}: waited in vain")
        return
    print(f"{task}: has a token")
    await anyio.sleep(0.1)
    limiter.release_on_behalf_of("ada")


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    await limiter.acquire()
    async with anyio.create_task_group() as tg:
        tg.start_soon(query, "first", limiter)
        await anyio.sleep(0.1)
        tg.start_soon(query, "second", limiter)
        await anyio.sleep(0.1)
        limiter.release()


anyio.run(main)
