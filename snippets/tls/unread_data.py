# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""Closing a TLS stream with data unread raises an error."""

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


async def serve(client: TLSStream) -> None:
    try:
        async with client:
            await client.send(b"a line\n")
            await client.send(b"another line\n")
    except (anyio.BrokenResourceError, ssl.SSLError):
        pass  # the client has gone


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, serve)
        for reads, polite in ((1, True), (99, True), (1, False)):
            stream = await anyio.connect_tcp(
                "127.0.0.1",
                port,
                ssl_context=for_client,
                tls_hostname="shop.example",
                tls_standard_compatible=polite,
            )
            how = f"read {reads}, standard_compatible={polite}:"
            try:
                async with stream:
                    async for _ in stream:
                        reads -= 1
                        if not reads:
                            break
                print(how, "closed")
            except ssl.SSLError as error:
                print(how, type(error).__name__)
        tg.cancel()


anyio.run(main)
