# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Two time limits: one passes, the other isn't reached."""

import anyio


async def ask(name: str, seconds: float) -> None:
    with anyio.move_on_after(0.4) as scope:
        await anyio.sleep(seconds)
    print(name, "gave up:", scope.cancelled_caught)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(ask, "near", 0.1)
        tg.start_soon(ask, "far", 60)


anyio.run(main)
