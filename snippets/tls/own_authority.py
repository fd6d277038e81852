# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A server and a client that trust an authority of their own."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSListener, TLSStream

NAME = "shop.example"


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def shout(client: TLSStream) -> None:
    try:
        async with client:
            async for chunk in client:
                await client.send(chunk.upper())
    except (anyio.BrokenResourceError, ssl.SSLError):
        return  # the connection is lost, and the server goes on


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    listener = TLSListener(tcp, for_server)
    port = listener.listener.extra(SocketAttribute.local_port)
    print("its own port:", listener.extra(SocketAttribute.local_port, None))
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, shout)
        async with await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
        ) as stream:
            await stream.send(b"hello")
            print(type(stream).__name__, await stream.receive())
        tg.cancel()


anyio.run(main)
