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


def run_here(backend: str, main: str) -> None:
    try:
        anyio.run(MAINS[main], backend=backend)
    except BaseException as error:
        print("  anyio.run() raises", type(error).__name__)
    else:
        print("  anyio.run() returns")


def run_in_child_process(backend: str, main: str) -> None:
    print(f"{backend}, generator {main}:")
    child = subprocess.run(
        [sys.executable, __file__, backend, main],
        capture_output=True,
        text=True,
    )
    print(child.stdout, end="")
    for line in child.stderr.splitlines():
        if line.startswith("RuntimeError: Attempted"):
            print("  asyncio logs", line)


if sys.argv[2:] and sys.argv[2] in MAINS:
    run_here(sys.argv[1], sys.argv[2])
else:
    for backend in ("asyncio", "trio"):
        for main in MAINS:
            run_in_child_process(backend, main)
