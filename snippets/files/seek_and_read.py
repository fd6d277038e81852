# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A lock keeps together what one task does to the file."""

import anyio
from anyio.abc import AsyncResource

SIZE = 8


class Records(AsyncResource):
    def __init__(self, file: anyio.AsyncFile[bytes]) -> None:
        self._file = file
        self._lock = anyio.Lock()

    async def read(self, number: int) -> bytes:
        async with self._lock:
            await self._file.seek(number * SIZE)
            return await self._file.read(SIZE)

    async def aclose(self) -> None:
        await self._file.aclose()


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "records.bin"
        await path.write_bytes(b"record 0record 1record 2record 3")
        async with (
            Records(await anyio.open_file(path, "rb")) as records,
            anyio.create_task_group() as tg,
        ):
            handles = [tg.start_soon(records.read, n) for n in (1, 2)]
    for number, handle in zip((1, 2), handles, strict=True):
        print(
            f"{number}: right:",
            handle.return_value.endswith(b"%d" % number),
        )


anyio.run(main)
