# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""What send_eof() does the second time, and after the peer's end."""

from collections.abc import Awaitable

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def report(step: str, call: Awaitable[object]) -> None:
    try:
        await call
        print(f"{step}: done")
    except Exception as error:
        print(f"{step}: {type(error).__name__}")


async def answer_late(client: SocketStream) -> None:
    async with client:
        request = b"".join([chunk async for chunk in client])
        await client.send(b"you sent " + request)


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer_late)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"hello")
            await report("send_eof()", stream.send_eof())
            await report("send_eof() again", stream.send_eof())
            await report("send()", stream.send(b"more"))
            print("client got:", [chunk async for chunk in stream])
            await report("send_eof(), both ended", stream.send_eof())
        tg.cancel()


anyio.run(main)
