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
from contextvars import ContextVar

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from anyio.from_thread import BlockingPortal, start_blocking_portal

Numbers = AsyncGenerator[int, None]
Stream = ObjectReceiveStream[int]
step = ContextVar("step", default=0)


async def numbers() -> Numbers:
    for _ in range(1000):
        step.set(step.get() + 1)
        await anyio.sleep(0)
        yield step.get()


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
        except (anyio.EndOfStream, anyio.ClosedResourceError):
            return


with start_blocking_portal() as portal:
    source = pumped(numbers())
    with portal.wrap_async_context_manager(source) as stream:
        for number in items(portal, stream):
            print(number)
            if number == 3:
                break
print("all is closed")
