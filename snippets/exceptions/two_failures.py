# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One failure cancels the siblings, and their failures join the group."""

import anyio


async def download() -> None:
    await anyio.sleep(0.1)
    raise ConnectionError("the server hung up")


async def keep_lock() -> None:
    try:
        await anyio.sleep(60)
    finally:
        print("keep_lock is cancelled and cleans up")
        raise FileNotFoundError("the lock file is gone")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(download)
            tg.start_soon(keep_lock)
    except* ConnectionError as group:
        print("network:", group.exceptions)
    except* FileNotFoundError as group:
        print("files:", group.exceptions)


anyio.run(main)
