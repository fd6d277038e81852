# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# right = "cancel_scopes/kept_error.py"
# ///
"""The disk is full, and nobody is told: an await in finally replaces the error."""

import anyio


async def write(seconds: float) -> None:
    with anyio.fail_after(1, shield=True):
        await anyio.sleep(seconds)
    raise OSError("the disk is full")


async def disconnect() -> None:
    await anyio.sleep(60)


async def save(seconds: float) -> None:
    try:
        await write(seconds)
    finally:
        await disconnect()


async def main() -> None:
    for seconds in (0.1, 0.6):
        try:
            with anyio.move_on_after(0.3):
                await save(seconds)
            print(f"full after {seconds} s: no error")
        except OSError as error:
            print(f"full after {seconds} s: {error}")


anyio.run(main)
