# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A pipeline of two tasks: a slow writer holds back the reader."""

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)

BUFFER = 2


class Gauge:
    """How many records are read but not yet written."""

    def __init__(self) -> None:
        self.now = self.peak = 0

    def change(self, by: int) -> None:
        self.now += by
        self.peak = max(self.peak, self.now)


async def read(output: MemoryObjectSendStream[int], gauge: Gauge) -> None:
    async with output:
        for record in range(1, 21):
            gauge.change(+1)
            await output.send(record)


async def write(
    records: MemoryObjectReceiveStream[int],
    gauge: Gauge,
    written: list[int],
) -> None:
    async with records:
        async for record in records:
            await anyio.sleep(0.03)
            written.append(record)
            gauge.change(-1)


async def main() -> None:
    output, records = anyio.create_memory_object_stream[int](BUFFER)
    gauge = Gauge()
    written: list[int] = []
    async with anyio.create_task_group() as tg:
        tg.start_soon(read, output, gauge)
        tg.start_soon(write, records, gauge, written)
    print("records written:", len(written))
    print("in order:", written == sorted(written))
    print("read, not yet written, at most:", gauge.peak)


anyio.run(main)
