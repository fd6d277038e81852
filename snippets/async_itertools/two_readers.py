# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# older = ["older/stream_for_each_reader.py"]
# ///
"""tee() reads its source once for readers that go at their own pace."""

from collections.abc import AsyncIterator

import anyio
from anyio.itertools import tee


async def readings() -> AsyncIterator[int]:
    for reading in (3, 4, 9):
        await anyio.sleep(2)
        print("the sensor says", reading)
        yield reading


async def total(readings: AsyncIterator[int], pause: float) -> int:
    result = 0
    async for reading in readings:
        result += reading
        await anyio.sleep(pause)
    return result


async def main() -> None:
    fast, slow = tee(readings())
    print(await anyio.gather(total(fast, 0.5), total(slow, 4)))


anyio.run(main)
