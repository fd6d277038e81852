# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""A TLS connectable without a host name takes itself for the server."""

import logging
import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSConnectable, TLSListener, TLSStream

logging.getLogger("anyio.streams.tls").setLevel(logging.CRITICAL)


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("shop.example").configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def greet(client: TLSStream) -> None:
    async with client:
        await client.send(b"hello")


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    below = anyio.TCPConnectable("127.0.0.1", port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, greet)
        for name in ("shop.example", None):
            server = TLSConnectable(
                below, hostname=name, ssl_context=for_client
            )
            try:
                async with await server.connect() as stream:
                    print(name, await stream.receive())
            except ssl.SSLError as error:
                is_failed = isinstance(error, anyio.ConnectionFailed)
                print(name, type(error).__name__)
                print("  caught as ConnectionFailed:", is_failed)
        tg.cancel()


anyio.run(main)
