# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Follow a log that grows, and take its lines when they are whole."""

import anyio


async def follow(path: anyio.Path) -> None:
    line = b""
    async with await path.open("rb") as log:
        while True:
            while part := await log.readline():
                line += part
                if line.endswith(b"\n"):
                    print("line:", line.decode().strip())
                    if line == b"bye\n":
                        return
                    line = b""
            await anyio.sleep(0.05)  # then look again


async def write(path: anyio.Path) -> None:
    parts = (b"hello\nK\xc3", b"\xb6ln, C", b"elle\n", b"bye\n")
    async with await path.open("ab", buffering=0) as log:
        for part in parts:
            await log.write(part)
            await anyio.sleep(0.15)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "app.log"
        await path.touch()
        with anyio.fail_after(30):
            async with anyio.create_task_group() as tg:
                tg.start_soon(write, path)
                tg.start_soon(follow, path)


anyio.run(main)
