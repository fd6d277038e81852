# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "files/seek_and_read.py"
# timeline = "none"
# ///
"""Two tasks move in one file, and each reads what the other looked for."""

import anyio

SIZE = 8


async def read(file: anyio.AsyncFile[bytes], number: int) -> bytes:
    await file.seek(number * SIZE)
    return await file.read(SIZE)


async def main() -> None:
    one_thread = anyio.CapacityLimiter(1)
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "records.bin"
        await path.write_bytes(b"record 0record 1record 2record 3")
        async with (
            await anyio.open_file(path, "rb", limiter=one_thread) as file,
            anyio.create_task_group() as tg,
        ):
            handles = [tg.start_soon(read, file, n) for n in (1, 2)]
    for number, handle in zip((1, 2), handles, strict=True):
        print(
            f"{number}: right:",
            handle.return_value.endswith(b"%d" % number),
        )


anyio.run(main)
