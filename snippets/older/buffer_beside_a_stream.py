# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""What is received comes by a buffer, and what is sent goes beside it."""

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream


async def answer(client: SocketStream) -> None:
    async with client:
        lines = BufferedByteReceiveStream(client)
        try:
            while True:
                with anyio.fail_after(60):
                    line = await lines.receive_until(b"\n", 1000)
                    await client.send(line.upper() + b"\n")
        except anyio.IncompleteRead:
            print("server: that was all")
        except anyio.BrokenResourceError:
            print("server: the connection broke")
        except (anyio.DelimiterNotFound, TimeoutError):
            print("server: too long, or too late")


async def ask(port: int, *questions: bytes) -> None:
    async with await anyio.connect_tcp("127.0.0.1", port) as server:
        lines = BufferedByteReceiveStream(server)
        with anyio.fail_after(5):
            for question in questions:
                await server.send(question + b"\n")
                print(await lines.receive_until(b"\n", 1000))
            await server.send_eof()
            print("more:", [piece async for piece in lines])


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        await ask(port, b"hello", b"good bye")
        tg.cancel_scope.cancel()


anyio.run(main)
