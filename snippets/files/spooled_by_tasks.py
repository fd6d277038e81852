# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""With a lock, the file moves to the disk whole."""

import anyio


async def add(
    file: anyio.SpooledTemporaryFile[bytes], lock: anyio.Lock, line: bytes
) -> None:
    async with lock:
        await file.write(line)


async def main() -> None:
    lock = anyio.Lock()
    async with anyio.SpooledTemporaryFile(max_size=20) as file:
        async with anyio.create_task_group() as tg:
            for number in range(8):
                tg.start_soon(add, file, lock, b"line %d\n" % number)
        await file.seek(0)
        found = await file.read()
    print("all there:", found.count(b"line") == 8)


anyio.run(main)
