# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A scope does stop an asyncio task that its block awaits."""

import asyncio

import anyio


async def upload() -> None:
    await anyio.sleep(0.4)
    raise OSError("disk full")


async def main() -> None:
    with anyio.move_on_after(0.1):
        task = asyncio.create_task(upload())
        await task
    print("upload cancelled:", task.cancelled())


anyio.run(main)
