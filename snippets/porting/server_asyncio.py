"""A server that answers lines, and a client that asks."""

import asyncio
from collections.abc import Awaitable, Callable


class Server:
    def __init__(self, answer: Callable[[str], Awaitable[str]]) -> None:
        self._answer = answer

    async def __aenter__(self) -> int:
        self._server = await asyncio.start_server(
            self._handle, "127.0.0.1", 0
        )
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _handle(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while line := await reader.readline():
                word = line.decode().strip()
                reply = await asyncio.wait_for(self._answer(word), 5)
                writer.write(f"{reply}\n".encode())
                await writer.drain()
        finally:
            writer.close()


async def ask(port: int, words: list[str]) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    replies = []
    for word in words:
        writer.write(f"{word}\n".encode())
        replies.append((await reader.readline()).decode().strip())
    writer.close()
    await writer.wait_closed()
    return replies
