# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""When both sides have ended, the peer's address may be gone."""

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def answer(client: SocketStream) -> None:
    peer = client.extra(SocketAttribute.remote_address)
    try:
        async with client:
            async for chunk in client:
                await client.send(chunk)
    except anyio.BrokenResourceError:
        print("lost:", peer)


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            its_port = stream.extra(SocketAttribute.remote_port)
            print("at the start:", its_port == port)
            await stream.send(b"hello")
            await stream.send_eof()
            print("received:", [chunk async for chunk in stream])
            try:
                its_port = stream.extra(SocketAttribute.remote_port)
                print("at the end:", its_port == port)
            except anyio.TypedAttributeLookupError as error:
                print("at the end:", error)
        tg.cancel()


anyio.run(main)
