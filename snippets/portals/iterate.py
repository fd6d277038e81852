# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A plain for loop reads what an async generator yields."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from anyio.from_thread import BlockingPortal, start_blocking_portal

Numbers = AsyncGenerator[int, None]
Stream = ObjectReceiveStream[int]


async def numbers() -> Numbers:
    with anyio.fail_after(5):
        for number in range(1, 1000):
            yield number


async def pump(source: Numbers, send: ObjectSendStream[int]) -> None:
    async with send, aclosing(source):
        async for item in source:
            await send.send(item)


@asynccontextmanager
async def pumped(source: Numbers) -> AsyncIterator[Stream]:
    send, receive = anyio.create_memory_object_stream[int]()
    async with receive, anyio.create_task_group() as tg:
        tg.start_soon(pump, source, send)
        yield receive
        tg.cancel_scope.cancel()


def items(portal: BlockingPortal, stream: Stream) -> Iterator[int]:
    while True:
        try:
            yield portal.call(stream.receive)
        except anyio.EndOfStream:
            return


with start_blocking_portal() as portal:
    source = pumped(numbers())
    with portal.wrap_async_context_manager(source) as stream:
        for number in items(portal, stream):
            print(number)
            if number == 3:
                break
print("all is closed")
