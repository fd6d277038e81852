# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Processes that need not be waited for: do their calls check?"""

import sys
from collections.abc import Awaitable, Callable

import anyio
from anyio.lowlevel import checkpoint


async def probe(name: str, call: Callable[[], Awaitable[object]]) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await call()
    async with anyio.create_task_group() as tg:
        neighbour = tg.start_soon(checkpoint)
        for _ in range(9):  # two or three turns are enough
            await call()
        has_run = neighbour.status.name == "FINISHED"
    print(f"{name:30}{scope.cancelled_caught!s:7}{has_run}")


async def main() -> None:
    command = [sys.executable, "-c", "print('x' * 99)"]
    print(f"{'':30}check  schedule")
    async with await anyio.open_process(command) as process:
        output = process.stdout
        assert output
        await output.receive(1)
        await probe("receive(), with data", lambda: output.receive(1))
        await process.wait()
        await probe("wait(), after its end", process.wait)


anyio.run(main)
