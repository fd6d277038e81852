# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A handshake that fails leaves the stream below it open."""

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.tls import TLSStream


async def no_tls(client: SocketStream) -> None:
    async with client:
        async for chunk in client:
            if chunk.endswith(b"QUIT\n"):
                await client.send(b"goodbye\n")


async def main() -> None:
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(tcp.serve, no_tls)
        async with await anyio.connect_tcp("127.0.0.1", port) as plain:
            try:
                with anyio.fail_after(0.5):
                    await TLSStream.wrap(plain, hostname="shop.example")
            except TimeoutError:
                print("no handshake in time")
            await plain.send(b"QUIT\n")
            print(await plain.receive())
        tg.cancel()


anyio.run(main)
