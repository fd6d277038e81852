# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Two memory object streams make a connection for both directions."""

import anyio
from anyio.abc import ObjectStream
from anyio.streams.stapled import StapledObjectStream


def connected_pair() -> (
    tuple[StapledObjectStream[int], StapledObjectStream[int]]
):
    to_right, from_left = anyio.create_memory_object_stream[int](1)
    to_left, from_right = anyio.create_memory_object_stream[int](1)
    return (
        StapledObjectStream(to_right, from_right),
        StapledObjectStream(to_left, from_left),
    )


async def double(stream: ObjectStream[int]) -> None:
    async with stream:
        async for number in stream:
            await stream.send(2 * number)
        await stream.send_eof()
        print("double: no more numbers")


async def main() -> None:
    ours, theirs = connected_pair()
    async with anyio.create_task_group() as tg, ours:
        tg.start_soon(double, theirs)
        for number in (1, 20):
            await ours.send(number)
            print(number, "doubled is", await ours.receive())
        ours.send_nowait(300)
        await ours.send_eof()
        print([answer async for answer in ours])


anyio.run(main)
