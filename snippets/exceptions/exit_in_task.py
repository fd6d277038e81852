# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "measured"
# ///
"""On asyncio, sys.exit() in a task ends the run, although main() caught it."""

import sys

import anyio

ended: list[str] = []


async def validate_license() -> None:
    await anyio.sleep(0.1)
    sys.exit(3)


async def write_log() -> None:
    try:
        await anyio.sleep(0.3)
        ended.append("finished")
    except anyio.get_cancelled_exc_class():
        ended.append("cancelled")
        raise


async def main() -> None:
    async with anyio.create_task_group() as outer:
        outer.start_soon(write_log)
        try:
            async with anyio.create_task_group() as inner:
                inner.start_soon(validate_license)
        except* SystemExit:
            print("main caught it and goes on")


try:
    anyio.run(main)
    print("anyio.run() returned")
except SystemExit as error:
    print("anyio.run() raised SystemExit with status", error.code)
print("write_log() was", *ended)
