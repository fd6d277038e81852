# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The methods of a spooled file, in memory and on the disk."""

import anyio


async def use(file: anyio.SpooledTemporaryFile[bytes]) -> list[object]:
    found: list[object] = []
    await file.seek(0)
    found += [
        await file.readline(),
        await file.read(2),
        await file.read1(1),
    ]
    buffer = bytearray(4)
    found += [await file.readinto(buffer), await file.readinto1(buffer)]
    found += [await file.tell(), bytes(buffer), await file.readlines()]
    return found


async def main() -> None:
    async with anyio.SpooledTemporaryFile() as file:
        await file.writelines([b"one\n", b"two three ", b"four\n"])
        in_memory = await use(file)
        print(*in_memory)
        await file.rollover()
        print("the same on the disk:", await use(file) == in_memory)
        await file.truncate(4)
        await file.seek(0)
        print("cut:", await file.read())
        await file.aclose()  # before the block ends
        print("closed:", file.closed)


anyio.run(main)
