# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A server takes a renewed certificate while it goes on serving."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSAttribute, TLSListener, TLSStream

NAME = "shop.example"


def context_of(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(context)
    return context


async def echo(client: TLSStream) -> None:
    async with client:
        async for chunk in client:
            await client.send(chunk)


async def connect(port: int, context: ssl.SSLContext) -> TLSStream:
    return await anyio.connect_tcp(
        "127.0.0.1", port, ssl_context=context, tls_hostname=NAME
    )


async def main() -> None:
    authority = trustme.CA()
    trusted = authority.cert_pem.bytes().decode()
    for_client = ssl.create_default_context(cadata=trusted)
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    listener = TLSListener(tcp, context_of(authority))
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, echo)
        async with await connect(port, for_client) as old:
            first = old.extra(TLSAttribute.peer_certificate_binary)
            listener.ssl_context = context_of(authority)
            async with await connect(port, for_client) as new:
                second = new.extra(TLSAttribute.peer_certificate_binary)
                print("another certificate:", first != second)
            await old.send(b"still here")
            print(await old.receive())
        tg.cancel()


anyio.run(main)
