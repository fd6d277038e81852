# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# leaves = ["task"]
# ///
"""A task is still asleep when its event loop ends."""

import asyncio

left: list[asyncio.Task[None]] = []


async def forgotten() -> None:
    print("forgotten starts")
    await asyncio.sleep(60)
    print("never printed")


async def main() -> None:
    left.append(asyncio.create_task(forgotten()))
    await asyncio.sleep(0.1)
    print("main is over")


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
