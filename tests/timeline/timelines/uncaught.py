# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# exit-status = 1
# ///
"""An error that nothing catches ends the program with status 1."""

import sys

import anyio

sys.tracebacklimit = 0  # its frames have the names of a machine's folders


async def fail() -> None:
    await anyio.sleep(0.1)
    raise ValueError("no such page")


async def other() -> None:
    await anyio.sleep(1)
    print("never printed")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(other)
        tg.start_soon(fail)
    print("never printed")


anyio.run(main)
