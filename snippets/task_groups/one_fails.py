# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that fails cancels its siblings, and the group raises its error."""

import anyio


async def read_sensor() -> None:
    await anyio.sleep(0.1)
    raise OSError("sensor unplugged")


async def record_video() -> None:
    try:
        await anyio.sleep(60)
        print("this line is never reached")
    finally:
        print("video: closing the file")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(read_sensor)
            tg.start_soon(record_video)
    except* OSError as group:
        print("caught:", group.exceptions)


anyio.run(main)
