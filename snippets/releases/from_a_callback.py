# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = []
# leaves = ["coroutine"]
# timeline = "none"
# ///
"""A callback of asyncio starts a task in a group of AnyIO.

Probed: whether `start_soon()` works there, under both ways to run.
"""

import asyncio
import warnings

import anyio


async def child() -> None:
    print("    the child runs")


async def main() -> None:
    async with anyio.create_task_group() as tg:

        def callback() -> None:
            try:
                tg.start_soon(child)
            except Exception as error:
                print("   ", type(error).__name__)

        asyncio.get_running_loop().call_soon(callback)
        await anyio.sleep(0.1)


# a task that isn't started leaves its coroutine behind
warnings.filterwarnings("ignore", "coroutine .* was never awaited")
print("anyio.run:")
anyio.run(main)
print("asyncio.run:")
asyncio.run(main())
