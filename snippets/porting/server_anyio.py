"""A server that answers lines, and a client that asks."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream

logger = logging.getLogger(__name__)


class Server(anyio.AsyncContextManagerMixin):
    def __init__(self, answer: Callable[[str], Awaitable[str]]) -> None:
        self._answer = answer

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator[int]:
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, self._handle)
            yield listener.extra(SocketAttribute.local_port)
            tg.cancel()

    async def _handle(self, stream: SocketStream) -> None:
        async with BufferedByteStream(stream) as lines:
            try:
                while True:
                    line = await lines.receive_until(b"\n", 1000)
                    with anyio.fail_after(5):
                        reply = await self._answer(line.decode().strip())
                    await lines.send(f"{reply}\n".encode())
            except (anyio.EndOfStream, anyio.IncompleteRead):
                pass
            except Exception:
                logger.exception("a connection failed")


async def ask(port: int, words: list[str]) -> list[str]:
    replies = []
    stream = await anyio.connect_tcp("127.0.0.1", port)
    async with BufferedByteStream(stream) as lines:
        for word in words:
            await lines.send(f"{word}\n".encode())
            reply = await lines.receive_until(b"\n", 1000)
            replies.append(reply.decode())
    return replies
