# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A task that asyncio makes, with no group round it."""

import asyncio

import anyio


async def background() -> str:
    await asyncio.sleep(0.1)
    print("background is over")
    return "result"


async def main() -> None:
    task = asyncio.create_task(background(), name="native")
    await anyio.sleep(0.05)
    print("main goes on")
    print(await task)


anyio.run(main)
