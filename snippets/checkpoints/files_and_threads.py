# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Files and threads: which halves of a checkpoint do the calls have?"""

from collections.abc import Awaitable, Callable

import anyio
from anyio import to_thread
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
    path = anyio.Path("numbers.txt")
    await path.write_text("0123456789" * 10)

    async def iterate() -> None:
        async for _ in anyio.Path().iterdir():
            pass

    print(f"{'':30}check  schedule")
    await probe("to_thread.run_sync()", lambda: to_thread.run_sync(int))
    await probe("Path.exists()", path.exists)
    await probe("async for, Path.iterdir()", iterate)
    async with await anyio.open_file(path) as file:
        await probe("read()", lambda: file.read(1))


anyio.run(main)
