# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "work"
# timeline = "none"
# ///
"""How much longer many small calls take than one thread for them all."""

import os
import time
from collections.abc import Awaitable, Callable

import anyio
from anyio import to_thread


def count_lines(path: anyio.Path) -> int:
    with open(path, encoding="utf-8") as file:
        return sum(1 for _ in file)


async def line_by_line(path: anyio.Path) -> int:
    async with await path.open(encoding="utf-8") as file:
        return sum([1 async for _ in file])


async def name_by_name(folder: anyio.Path) -> int:
    return sum([1 async for _ in folder.iterdir()])


async def seconds(call: Awaitable[object]) -> float:
    start = time.perf_counter()
    await call
    return time.perf_counter() - start


async def ratio(
    small: Callable[[anyio.Path], Awaitable[object]],
    whole: Callable[[anyio.Path], object],
    path: anyio.Path,
) -> float:
    many = [await seconds(small(path)) for _ in range(3)]
    thread = to_thread.run_sync
    one = [await seconds(thread(whole, path)) for _ in range(9)]
    return min(many) / min(one)


async def main() -> None:
    async with anyio.TemporaryDirectory() as name:
        folder = anyio.Path(name)
        path = folder / "log.txt"
        await path.write_text("one line of a log\n" * 500)
        for number in range(499):
            os.link(path, folder / f"copy {number}")

        lines = await ratio(line_by_line, count_lines, path)
        print(f"500 lines: {lines:.1f} times as long")
        names = await ratio(name_by_name, os.listdir, folder)
        print(f"500 names: {names:.1f} times as long")


anyio.run(main)
