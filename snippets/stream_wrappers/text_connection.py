# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/function_that_connects.py"]
# ///
"""A question and an answer as text, over TCP."""

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.text import TextConnectable, TextStream


async def answer(client: SocketStream) -> None:
    async with TextStream(client) as stream:
        try:
            question = "".join([part async for part in stream])
            await stream.send(f"{len(question)} characters")
        except (UnicodeDecodeError, anyio.BrokenResourceError):
            return  # this client gets no answer, and the others do


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    server = TextConnectable(anyio.TCPConnectable("127.0.0.1", port))
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        async with await server.connect() as stream:
            await stream.send("Grüße ")
            await stream.send("aus Köln")
            await stream.send_eof()
            print("".join([part async for part in stream]))
        tg.cancel()


anyio.run(main)
