# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""TLS over streams in memory, and what it adds to small messages."""

import ssl
from functools import partial

import anyio
import trustme
from anyio.streams.stapled import StapledObjectStream
from anyio.streams.tls import TLSStream


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("shop.example").configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def main() -> None:
    for_server, for_client = contexts()
    to_server, from_client = anyio.create_memory_object_stream[bytes](999)
    to_client, from_server = anyio.create_memory_object_stream[bytes](999)
    near = StapledObjectStream(to_server, from_server)
    far = StapledObjectStream(to_client, from_client)

    def show() -> None:
        count = from_client.statistics().current_buffer_used
        sent = [from_client.receive_nowait() for _ in range(count)]
        print(len(sent), "records,", sum(map(len, sent)), "bytes")

    async with near, far:
        async with anyio.create_task_group() as tg:
            tg.start_soon(
                partial(
                    TLSStream.wrap,
                    far,
                    server_side=True,
                    ssl_context=for_server,
                )
            )
            client = await TLSStream.wrap(
                near, hostname="shop.example", ssl_context=for_client
            )
        for _ in range(100):
            await client.send(b"x")
        show()
        await client.send(b"x" * 100)
        show()


anyio.run(main)
