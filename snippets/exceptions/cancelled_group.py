# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""On Trio, a group that a timeout ends can hold the cancellation too."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup


async def keep_lock() -> None:
    try:
        await anyio.sleep(60)
    finally:
        raise FileNotFoundError("the lock file is gone")


async def main() -> None:
    with anyio.move_on_after(0.1):
        rest = None
        try:
            async with anyio.create_task_group() as tg:
                tg.start_soon(keep_lock)
                await anyio.sleep(60)
        except BaseExceptionGroup as group:
            expected, rest = group.split(FileNotFoundError)
            print("raised:", type(group).__name__)
            print("expected:", expected is not None)
            print("a rest:", rest is not None)
        if rest is not None:
            raise rest
    print("main goes on")


anyio.run(main)
