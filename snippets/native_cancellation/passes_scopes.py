# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""Task.cancel() passes through AnyIO's scopes, and no flag shows it."""

import asyncio

import anyio


async def backup() -> None:
    with anyio.move_on_after(5) as limit:
        try:
            with anyio.fail_after(1, shield=True) as commit:
                await anyio.sleep(0.5)
        finally:
            print("commit.cancel_called:", commit.cancel_called)
            print("limit.cancel_called:", limit.cancel_called)
            await anyio.sleep(0.1)
            print("the cleanup waits without a shield")
    print("this line is not reached")


async def main() -> None:
    task = asyncio.create_task(backup())
    await anyio.sleep(0.2)
    task.cancel()
    await asyncio.wait([task])
    print("the task was cancelled:", task.cancelled())


anyio.run(main)
