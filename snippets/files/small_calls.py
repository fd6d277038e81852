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


async def shortest(call: Callable[[], Awaitable[object]]) -> float:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        await call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def add_names(path: anyio.Path) -> None:
    for number in range(499):
        os.link(path, path.with_name(f"copy {number}"))


async def main() -> None:
    thread = to_thread.run_sync
    async with anyio.TemporaryDirectory() as name:
        folder = anyio.Path(name)
        path = folder / "log.txt"
        await path.write_text("one line of a log\n" * 500)
        many = await shortest(lambda: line_by_line(path))
        one = await shortest(lambda: thread(count_lines, path))
        print(f"500 lines: {many / one:.1f} times as long")

        await thread(add_names, path)
        many = await shortest(lambda: name_by_name(folder))
        one = await shortest(lambda: thread(os.listdir, folder))
        print(f"500 names: {many / one:.1f} times as long")


anyio.run(main)
