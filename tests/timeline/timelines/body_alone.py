# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The body of a group raises, and no task is there to be cancelled."""

import anyio


async def main() -> None:
    try:
        async with anyio.create_task_group():
            await anyio.sleep(0.05)
            raise ValueError("no answer")
    except BaseException as error:
        print(type(error).__name__)


anyio.run(main)
