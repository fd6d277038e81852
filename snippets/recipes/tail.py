# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""Follow a log past its rotation: the old file to its end, then the new."""

import os
from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio


async def follow(
    path: anyio.Path, pause: float
) -> AsyncGenerator[bytes, None]:
    while True:
        async with await path.open("rb") as log:
            mine = os.fstat(log.wrapped.fileno()).st_ino
            line = b""
            while True:
                # looked at first: what is written until now is read
                rotated = await inode(path) not in (mine, None)
                while part := await log.readline():
                    line += part
                    if line.endswith(b"\n"):
                        yield line
                        line = b""
                if rotated:
                    break
                await anyio.sleep(pause)


async def inode(path: anyio.Path) -> int | None:
    try:
        return (await path.stat()).st_ino
    except FileNotFoundError:
        return None


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "app.log"
        await path.write_bytes(b"one\ntwo\n")
        with anyio.fail_after(30):
            async with aclosing(follow(path, pause=0.05)) as lines:
                async for line in lines:
                    print(line)
                    if line == b"two\n":
                        await path.rename(path.with_suffix(".old"))
                        await path.write_bytes(b"three\n")
                    if line == b"three\n":
                        break


anyio.run(main)
