# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A chat server: each client has a short outbox, and slow ones are let go."""

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.memory import MemoryObjectSendStream


class Chat:
    def __init__(self, room: int = 100) -> None:
        self._room = room
        self.outboxes: set[MemoryObjectSendStream[bytes]] = set()

    async def serve(self, client: SocketStream) -> None:
        send, receive = anyio.create_memory_object_stream[bytes](self._room)

        async def read() -> None:
            lines = BufferedByteReceiveStream(client)
            try:
                while True:
                    self.tell(await lines.receive_until(b"\n", 1000))
            except (
                anyio.DelimiterNotFound,
                anyio.IncompleteRead,
                anyio.BrokenResourceError,
            ):
                tg.cancel()  # it has left, or talks nonsense

        with send, receive:
            self.outboxes.add(send)
            try:
                async with client, anyio.create_task_group() as tg:
                    tg.start_soon(read)
                    try:
                        async for line in receive:
                            await client.send(line + b"\n")
                    except anyio.BrokenResourceError:
                        pass
                    tg.cancel()
            finally:
                self.outboxes.discard(send)

    def tell(self, line: bytes) -> None:
        for outbox in tuple(self.outboxes):
            try:
                outbox.send_nowait(line)
            except anyio.WouldBlock:
                self.outboxes.discard(outbox)
                outbox.close()  # its sender ends after what is there


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
            while len(chat.outboxes) < 2:
                await anyio.sleep(0.01)
            await ann.send(b"hello from Ann\n")
            print(await bob.receive(), await ann.receive())
        tg.cancel()


anyio.run(main)
