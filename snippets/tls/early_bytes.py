# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""Bytes between the plain text and the handshake belong to the handshake."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream
from anyio.streams.tls import TLSStream


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("shop.example").configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


for_server, for_client = contexts()


async def serve(client: SocketStream) -> None:
    async with BufferedByteStream(client) as plain:
        await plain.receive_until(b"\n", 100)
        try:
            with anyio.fail_after(10):
                secure = await TLSStream.wrap(
                    plain, server_side=True, ssl_context=for_server
                )
        except ssl.SSLError as error:
            print("server:", type(error).__name__)
            return
        async with secure:
            await secure.send(b"welcome")


async def connect(port: int, first: bytes) -> None:
    async with await anyio.connect_tcp("127.0.0.1", port) as plain:
        await plain.send(first)
        try:
            with anyio.fail_after(10):
                secure = await TLSStream.wrap(
                    plain, hostname="shop.example", ssl_context=for_client
                )
            async with secure:
                print("client:", await secure.receive())
        except (anyio.BrokenResourceError, ssl.SSLError):
            print("client: no TLS")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        await connect(port, b"STARTTLS\n")
        await connect(port, b"STARTTLS\nDELETE EVERYTHING\n")
        tg.cancel()


anyio.run(main)
