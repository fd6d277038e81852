# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A task that its scope and asyncio cancel at one moment.

Probed: whether the code after the scope still runs, and how the task ends.
"""

import asyncio

import anyio


async def job(scope: anyio.CancelScope) -> None:
    with scope:
        await anyio.sleep_forever()
    print("after the scope")


async def main() -> None:
    scope = anyio.CancelScope()
    task = asyncio.create_task(job(scope))
    await anyio.sleep(0.1)
    scope.cancel()
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


anyio.run(main)
