# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""aclose() waits for the other side's goodbye, so it needs a limit."""

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


async def say_nothing(client: TLSStream) -> None:
    async with client.transport_stream:
        await anyio.sleep(2)


async def close(stream: TLSStream, limit: float) -> None:
    try:
        with anyio.fail_after(limit):
            await stream.aclose()
        print("  closed")
    except (anyio.BrokenResourceError, TimeoutError) as error:
        print(" ", type(error).__name__)


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, say_nothing)
        for limit, says_goodbye in ((0.4, True), (9, True), (0.4, False)):
            stream = await anyio.connect_tcp(
                "127.0.0.1",
                port,
                ssl_context=for_client,
                tls_hostname="shop.example",
                tls_standard_compatible=says_goodbye,
            )
            print(f"limit {limit}, standard_compatible={says_goodbye}:")
            await close(stream, limit)
        tg.cancel()


anyio.run(main)
