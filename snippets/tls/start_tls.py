# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""A connection begins in plain text, and both sides start TLS on it."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream
from anyio.streams.tls import TLSAttribute, TLSStream


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("shop.example").configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


for_server, for_client = contexts()


async def serve(client: SocketStream) -> None:
    async with BufferedByteStream(client) as plain:
        if await plain.receive_until(b"\n", 100) != b"STARTTLS":
            return  # no password over plain text
        await plain.send(b"ready\n")
        with anyio.fail_after(10):
            secure = await TLSStream.wrap(
                plain, server_side=True, ssl_context=for_server
            )
        async with BufferedByteStream(secure) as lines:
            print("server:", await lines.receive_until(b"\n", 100))
            await lines.send(b"welcome\n")


async def log_in(port: int) -> None:
    async with BufferedByteStream(
        await anyio.connect_tcp("127.0.0.1", port)
    ) as plain:
        await plain.send(b"STARTTLS\n")
        if await plain.receive_until(b"\n", 100) != b"ready":
            raise ConnectionError("no TLS, so no password")
        with anyio.fail_after(10):
            secure = await TLSStream.wrap(
                plain, hostname="shop.example", ssl_context=for_client
            )
        async with BufferedByteStream(secure) as lines:
            await lines.send(b"the password\n")
            print("client:", await lines.receive_until(b"\n", 100))
            print(lines.extra(TLSAttribute.tls_version))


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        await log_in(port)
        tg.cancel()


anyio.run(main)
