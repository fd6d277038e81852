# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A listener in memory lets a test connect to a server without sockets."""

import math
from collections.abc import Callable
from typing import Any

import anyio
from anyio import abc
from anyio.lowlevel import checkpoint
from anyio.streams.stapled import StapledObjectStream

Stream = abc.ObjectStream[bytes]
Handler = Callable[[Stream], Any]


class InMemory(abc.Listener[Stream], abc.ObjectStreamConnectable[bytes]):
    def __init__(self) -> None:
        new = anyio.create_memory_object_stream[Stream](math.inf)
        self._connected, self._accepted = new
        self._is_open = True

    async def connect(self) -> Stream:
        await checkpoint()
        if not self._is_open:
            raise anyio.ConnectionFailed("the listener is closed")
        to_server, from_client = anyio.create_memory_object_stream[bytes](9)
        to_client, from_server = anyio.create_memory_object_stream[bytes](9)
        theirs = StapledObjectStream(to_client, from_client)
        self._connected.send_nowait(theirs)
        return StapledObjectStream(to_server, from_server)

    async def serve(
        self, handler: Handler, task_group: abc.TaskGroup | None = None
    ) -> None:
        async with anyio.create_task_group() as tg:
            async for stream in self._accepted:
                (task_group or tg).start_soon(handler, stream)

    async def aclose(self) -> None:
        self._is_open = False
        self._connected.close()
        self._accepted.close()


async def shout(client: Stream) -> None:
    async with client:
        async for chunk in client:
            await client.send(chunk.upper())


async def check(
    listener: abc.Listener[Stream],
    server: abc.ObjectStreamConnectable[bytes],
) -> None:
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, shout)
        async with await server.connect() as stream:
            await stream.send(b"hello")
            print(await stream.receive())
        tg.cancel()


async def main() -> None:
    in_memory = InMemory()
    await check(in_memory, in_memory)


anyio.run(main)
