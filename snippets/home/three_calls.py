# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Three calls at once, each with a time limit; no task outlives the block."""

import anyio


async def call(name: str, seconds: float) -> None:
    with anyio.move_on_after(0.5) as limit:
        await anyio.sleep(seconds)
    late = limit.cancelled_caught
    print(name, "gave up" if late else "answered")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(call, "near", 0.1)
        tg.start_soon(call, "far", 0.3)
        tg.start_soon(call, "lost", 60)
    print("all three have ended")


anyio.run(main)
