# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A scope and its task, cancelled at one moment: the task ends."""

import asyncio

import anyio


async def job(scope: anyio.CancelScope) -> None:
    with scope:
        await anyio.sleep(60)
    print("    after the scope")
    await anyio.sleep(0.1)
    print("    the job is done")


async def main() -> None:
    for title in ("scope", "scope and task"):
        print("cancelled:", title)
        scope = anyio.CancelScope()
        task = asyncio.create_task(job(scope))
        await anyio.sleep(0.1)
        scope.cancel()
        if title == "scope and task":
            task.cancel()
        await asyncio.wait([task])
        print("    task cancelled:", task.cancelled())


anyio.run(main)
