# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A client that the server refuses is connected until it receives."""

import logging
import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSListener, TLSStream

NAME = "shop.example"

logging.getLogger("anyio.streams.tls").setLevel(logging.CRITICAL)


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    trusted = authority.cert_pem.bytes().decode()
    server = ssl.create_default_context(
        ssl.Purpose.CLIENT_AUTH, cadata=trusted
    )
    server.verify_mode = ssl.CERT_REQUIRED
    authority.issue_cert(NAME).configure_cert(server)
    return server, ssl.create_default_context(cadata=trusted)


async def greet(client: TLSStream) -> None:
    async with client:
        await client.send(b"hello")


async def visit(port: int, context: ssl.SSLContext) -> None:
    print("at most", context.maximum_version.name)
    try:
        async with await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=context, tls_hostname=NAME
        ) as stream:
            print("  connected")
            print("  received", await stream.receive())
    except (
        anyio.BrokenResourceError,
        anyio.EndOfStream,  # if a break counts as an end
        ssl.SSLError,
    ):
        print("  refused")


async def main() -> None:
    for_server, without_certificate = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, greet)
        for version in (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_2):
            without_certificate.maximum_version = version
            await visit(port, without_certificate)
        tg.cancel()


anyio.run(main)
