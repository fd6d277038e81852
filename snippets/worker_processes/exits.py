# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A worker process that ends: by a crash, and by sys.exit()."""

import atexit
import os
import sys
import time
from collections.abc import Callable

import anyio
from anyio import to_process

calls: list[str] = []


def count() -> int:
    calls.append("count")
    return len(calls)


def crash() -> None:
    os._exit(1)  # as a fault in C code would


def leave() -> None:
    atexit.register(time.sleep, 0.5)  # it takes a moment to end
    sys.exit(3)


async def call(function: Callable[[], object]) -> None:
    try:
        result = await to_process.run_sync(function)
        print(f"{function.__name__}() returned {result}")
    except (anyio.BrokenWorkerProcess, SystemExit) as error:
        print(f"{function.__name__}() raised {type(error).__name__}")


async def main() -> None:
    for function in (count, count, crash, count, leave, count, count):
        await call(function)


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
