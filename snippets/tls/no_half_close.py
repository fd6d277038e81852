# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""A TLS stream can't end one direction, so the request says where it ends."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.buffered import BufferedByteStream
from anyio.streams.tls import TLSListener, TLSStream

NAME = "shop.example"


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def serve(client: TLSStream) -> None:
    async with BufferedByteStream(client) as stream:
        length = int.from_bytes(await stream.receive_exactly(4), "big")
        if length <= 1000:
            request = await stream.receive_exactly(length)
            await stream.send(request.upper())


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, serve)
        async with await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
        ) as stream:
            try:
                await stream.send_eof()
            except NotImplementedError:
                print("send_eof(): NotImplementedError")
            request = b"hello"
            header = len(request).to_bytes(4, "big")
            await stream.send(header + request)
            print([chunk async for chunk in stream])
        tg.cancel()


anyio.run(main)
