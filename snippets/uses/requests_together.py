# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "waits"
# timeline = "none"
# older = ["older/buffer_beside_a_stream.py"]
# ///
"""Six requests to a slow server, one after the other and all at once."""

import time

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream

REQUESTS = 6
FAULTS = (
    anyio.BrokenResourceError,  # its connection is lost
    anyio.IncompleteRead,  # it hung up before its line ended
    anyio.DelimiterNotFound,  # its line has no end
)


async def read_line(stream: BufferedByteStream) -> bytes:
    return await stream.receive_until(b"\n", max_bytes=80)


async def answer(client: SocketStream) -> None:
    try:
        async with BufferedByteStream(client) as stream:
            question = await read_line(stream)
            await anyio.sleep(0.1)  # the server's database
            await stream.send(question.upper() + b"\n")
    except FAULTS as error:
        print("the server lost a client:", type(error).__name__)


async def ask(port: int) -> None:
    connection = await anyio.connect_tcp("127.0.0.1", port)
    async with BufferedByteStream(connection) as server:
        await server.send(b"ping\n")
        assert await read_line(server) == b"PING"


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as server:
        server.start_soon(listener.serve, answer)
        await (await anyio.connect_tcp("127.0.0.1", port)).aclose()

        start = time.perf_counter()
        for _ in range(REQUESTS):
            await ask(port)
        apart = time.perf_counter() - start

        start = time.perf_counter()
        async with anyio.create_task_group() as clients:
            for _ in range(REQUESTS):
                clients.start_soon(ask, port)
        together = time.perf_counter() - start
        server.cancel()
    print(f"one after the other: {apart:.2f} s")
    print(f"all at once:         {together:.2f} s")
    print("at least twice as fast:", apart > 2 * together)


anyio.run(main)
