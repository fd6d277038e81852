# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A chat server that lets a client go when its outbox is full."""

import anyio
from anyio.abc import SocketAttribute, SocketStream, TaskGroup
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.memory import MemoryObjectSendStream

GONE = (
    anyio.BrokenResourceError,
    anyio.DelimiterNotFound,
    anyio.IncompleteRead,
)


class Chat:
    def __init__(self, room: int = 100) -> None:
        self._room = room
        self.clients: dict[MemoryObjectSendStream[bytes], TaskGroup] = {}

    async def serve(self, client: SocketStream) -> None:
        send, receive = anyio.create_memory_object_stream[bytes](self._room)
        try:
            async with client, anyio.create_task_group() as tg:
                self.clients[send] = tg
                tg.start_soon(self._read, client)
                with send, receive:
                    async for line in receive:
                        await client.send(line + b"\n")
        except* GONE:
            pass  # it has left, or its line is too long
        finally:
            self.clients.pop(send, None)

    async def _read(self, client: SocketStream) -> None:
        lines = BufferedByteReceiveStream(client)
        while True:
            self.tell(await lines.receive_until(b"\n", 1000))

    def tell(self, line: bytes) -> None:
        for outbox, tasks in tuple(self.clients.items()):
            try:
                outbox.send_nowait(line)
            except anyio.WouldBlock:
                tasks.cancel()  # it doesn't keep up
            except anyio.ClosedResourceError:
                pass  # it is about to leave


async def main() -> None:
    chat, host = Chat(), "127.0.0.1"
    listener = await anyio.create_tcp_listener(local_host=host)
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, chat.serve)
        async with (
            await anyio.connect_tcp(host, port) as ann,
            await anyio.connect_tcp(host, port) as bob,
        ):
            while len(chat.clients) < 2:
                await anyio.sleep(0.01)
            await ann.send(b"hello from Ann\n")
            print(await bob.receive(), await ann.receive())
        tg.cancel()


anyio.run(main)
