# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""Two tasks that send at once break a TLS stream, and a lock keeps it whole."""

import ssl
from contextlib import AbstractAsyncContextManager, nullcontext

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


async def hold(client: TLSStream) -> None:
    async with client:
        await anyio.sleep_forever()


async def send(
    stream: TLSStream, turn: AbstractAsyncContextManager[None]
) -> None:
    try:
        async with turn:
            await stream.send(b"news")
        print("  sent")
    except (anyio.BusyResourceError, anyio.BrokenResourceError) as error:
        print(" ", type(error).__name__)


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, hold)
        for turn in (nullcontext(), anyio.Lock()):
            print(type(turn).__name__)
            async with await anyio.connect_tcp(
                "127.0.0.1",
                port,
                ssl_context=for_client,
                tls_hostname="shop.example",
                tls_standard_compatible=False,
            ) as stream:
                async with anyio.create_task_group() as senders:
                    senders.start_soon(send, stream, turn)
                    senders.start_soon(send, stream, turn)
                print("  after them:")
                await send(stream, turn)
        tg.cancel()


anyio.run(main)
