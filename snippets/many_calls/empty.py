# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Without a call, gather() and amap() give nothing; as_completed() raises."""

from collections.abc import Sequence

import anyio


async def size(file: str) -> int:
    await anyio.sleep(0.1)
    return len(file)


async def show_sizes(files: Sequence[str]) -> None:
    print("gather():", await anyio.gather(*map(size, files)))
    print("amap():", await anyio.amap(size, files))
    try:
        async with anyio.as_completed(*map(size, files)) as handles:
            async for handle in handles:
                print("as_completed():", handle.return_value)
    except ValueError as error:
        print("ValueError:", error)


async def main() -> None:
    for files in (["a.txt"], []):
        await show_sizes(files)


anyio.run(main)
