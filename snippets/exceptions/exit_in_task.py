# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""On asyncio, SystemExit in a task leaves anyio.run() even if caught."""

import sys

import anyio


async def validate_license() -> None:
    await anyio.sleep(0.1)
    sys.exit(3)


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(validate_license)
    except* SystemExit:
        print("main caught it and goes on")
    await anyio.sleep(0.1)
    print("main finished")


try:
    anyio.run(main)
    print("anyio.run() returned")
except SystemExit as error:
    print("anyio.run() raised SystemExit with status", error.code)
