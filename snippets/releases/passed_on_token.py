# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task that waits for a token is cancelled as one is given back.

Probed: whether the next task in line gets it.
"""

import anyio


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    limiter.acquire_on_behalf_of_nowait("holder")
    first = anyio.CancelScope()

    async def wait_first() -> None:
        with first:
            await limiter.acquire_on_behalf_of("first")

    async def wait_second() -> None:
        with anyio.move_on_after(0.5):
            await limiter.acquire_on_behalf_of("second")
            print("the second has it")
            return
        print("nobody has it")

    async with anyio.create_task_group() as tg:
        tg.start_soon(wait_first)
        await anyio.wait_all_tasks_blocked()
        tg.start_soon(wait_second)
        await anyio.wait_all_tasks_blocked()
        first.cancel()
        limiter.release_on_behalf_of("holder")


anyio.run(main)
