# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A server's connection breaks before its goodbye."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSListener, TLSStream


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("shop.example").configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def break_off(client: TLSStream) -> None:
    await client.send(b"pay 100")
    await client.transport_stream.aclose()


async def read_all(stream: TLSStream) -> None:
    message = b""
    try:
        async with stream:
            async for chunk in stream:
                message += chunk
        print("  a whole message:", message)
    except (anyio.BrokenResourceError, ssl.SSLError):
        print("  part of a message:", message)


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, break_off)
        for polite, ignore in ((True, False), (False, False), (True, True)):
            for_client.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF
            if ignore:
                for_client.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
            stream = await anyio.connect_tcp(
                "127.0.0.1",
                port,
                ssl_context=for_client,
                tls_hostname="shop.example",
                tls_standard_compatible=polite,
            )
            print("standard_compatible:", stream.standard_compatible)
            print("  the context ignores it:", ignore)
            await read_all(stream)
        tg.cancel()


anyio.run(main)
