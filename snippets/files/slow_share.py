# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Threads of its own for a slow disk, and what takes them over."""

import anyio


async def main() -> None:
    slow = anyio.CapacityLimiter(4)
    async with anyio.TemporaryDirectory() as folder:
        root = anyio.Path(folder, limiter=slow)
        path = root / "a.txt"
        print(
            "child and parent:",
            path.limiter is slow,
            path.parent.limiter is slow,
        )
        async with await path.open("w") as file:
            print("path.open():", file.limiter is slow)
        async for found in root.iterdir():
            print("iterdir():", found.limiter is slow)

        print("Path(path):", anyio.Path(path).limiter)
        async with await anyio.open_file(path) as file:
            print("open_file(path):", file.limiter)
        async with await anyio.open_file(path, limiter=slow) as file:
            print("open_file(path, limiter=...):", file.limiter is slow)
        async with anyio.TemporaryFile(dir=folder) as temporary:
            print("TemporaryFile():", temporary.limiter)
            wrapped = anyio.wrap_file(temporary.wrapped, limiter=slow)
            print("wrap_file(..., limiter=...):", wrapped.limiter is slow)


anyio.run(main)
