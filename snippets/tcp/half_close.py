# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""The client ends its half, and still receives the whole answer."""

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def count(client: SocketStream) -> None:
    try:
        async with client:
            text = b"".join([chunk async for chunk in client])
            for word in text.split():
                await client.send(b"%s has %d\n" % (word, len(word)))
    except anyio.BrokenResourceError:
        print("server: the client is gone")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, count)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"to be or ")
            await stream.send(b"not to be")
            await stream.send_eof()
            with anyio.fail_after(5):
                answer = b"".join([chunk async for chunk in stream])
            print(answer.decode(), end="")
        tg.cancel()


anyio.run(main)
