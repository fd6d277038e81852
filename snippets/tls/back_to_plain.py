# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""Both sides end TLS and go on in plain text."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.buffered import BufferedByteStream
from anyio.streams.tls import TLSAttribute, TLSListener, TLSStream

NAME = "shop.example"


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def serve(client: TLSStream) -> None:
    print("server: secret", [chunk async for chunk in client])
    transport, rest = await client.unwrap()
    async with BufferedByteStream(transport) as plain:
        plain.feed_data(rest)
        await plain.send(b"plain\n")


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, serve)
        secure = await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
        )
        async with secure.transport_stream:
            await secure.send(b"the password")
            with anyio.fail_after(10):
                transport, rest = await secure.unwrap()
            print("the same:", transport is secure.transport_stream)
            plain = BufferedByteStream(transport)
            plain.feed_data(rest)
            print("client:", await plain.receive_until(b"\n", 100))
            print("TLS:", plain.extra(TLSAttribute.tls_version, None))
        tg.cancel()


anyio.run(main)
