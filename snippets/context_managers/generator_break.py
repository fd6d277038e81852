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
from collections.abc import AsyncGenerator
from contextlib import aclosing
from itertools import product

import anyio


async def ticks() -> AsyncGenerator[int, None]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)
        for number in range(100):
            yield number


async def dropped() -> None:
    async for _ in ticks():
        break
    await anyio.sleep(0.1)


async def kept() -> None:
    generator = ticks()
    async for _ in generator:
        break
    await anyio.sleep(0.1)


async def closed() -> None:
    async with aclosing(ticks()) as generator:
        async for _ in generator:
            break


MAINS = {"dropped": dropped, "kept": kept, "closed": closed}

if sys.argv[2:] and sys.argv[2] in MAINS:
    try:
        anyio.run(MAINS[sys.argv[2]], backend=sys.argv[1])
        print("  anyio.run() returns")
    except BaseException as error:
        print("  anyio.run() raises", type(error).__name__)
else:
    for backend, main in product(("asyncio", "trio"), MAINS):
        print(f"{backend}, generator {main}:")
        command = [sys.executable, __file__, backend, main]
        child = subprocess.run(command, capture_output=True, text=True)
        print(child.stdout, end="")
        for line in child.stderr.splitlines():
            if line.startswith("RuntimeError: Attempted"):
                print("  asyncio logs", line)
