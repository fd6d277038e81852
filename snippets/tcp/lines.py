# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/buffer_beside_a_stream.py"]
# ///
"""A server and its client in one file, which speak lines."""

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream


async def answer(client: SocketStream) -> None:
    async with BufferedByteStream(client) as stream:
        try:
            while True:
                with anyio.fail_after(60):
                    line = await stream.receive_until(b"\n", 1000)
                    await stream.send(line.upper() + b"\n")
        except anyio.IncompleteRead:
            print("server: that was all")
        except anyio.BrokenResourceError:
            print("server: the connection broke")
        except (anyio.DelimiterNotFound, TimeoutError):
            print("server: too long, or too late")


async def ask(port: int, *questions: bytes) -> None:
    client = await anyio.connect_tcp("127.0.0.1", port)
    async with BufferedByteStream(client) as stream:
        with anyio.fail_after(5):
            for question in questions:
                await stream.send(question + b"\n")
                print(await stream.receive_until(b"\n", 1000))
            await stream.send_eof()
            print("more:", [piece async for piece in stream])


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        await ask(port, b"hello", b"good bye")
        tg.cancel()


anyio.run(main)
