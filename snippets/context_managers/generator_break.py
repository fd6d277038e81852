# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "context_managers/stream_instead.py"
# ///
"""A generator that yields inside a task group doesn't survive a break."""

import subprocess
import sys
from collections.abc import AsyncIterator

import anyio


async def ticks() -> AsyncIterator[int]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)
        for number in range(100):
            yield number


async def main() -> None:
    async for number in ticks():
        print("  tick", number)
        break
    print("  after the loop")
    await anyio.sleep(0.1)
    print("  main() ends")


def run_in_child_process(backend: str) -> None:
    child = subprocess.run(
        [sys.executable, __file__, backend],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    print(f"{backend}:\n{child.stdout}", end="")


if sys.argv[1:] in (["asyncio"], ["trio"]):
    try:
        anyio.run(main, backend=sys.argv[1])
    except BaseException as error:
        print("  anyio.run() raises", type(error).__name__)
else:
    run_in_child_process("asyncio")
    run_in_child_process("trio")
