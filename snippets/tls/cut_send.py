# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""A send that is cut breaks a TLS stream, and a receive does not."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSListener, TLSStream

NAME = "shop.example"


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def hold(client: TLSStream) -> None:
    async with client:
        await anyio.sleep_forever()  # and never read


async def use(stream: TLSStream) -> None:
    for call in (lambda: stream.send(b"hello"), stream.receive):
        try:
            with anyio.move_on_after(0.3) as limit:
                await call()
            print("  cut" if limit.cancelled_caught else "  done")
        except anyio.BrokenResourceError as error:
            print(" ", type(error).__name__)


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, hold)
        stream = await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
        )
        async with stream:
            print("send, receive:")
            await use(stream)
            print("after a receive that was cut:")
            await use(stream)
            with anyio.move_on_after(0.3):
                await stream.send(bytes(50_000_000))
            print("after a send that was cut:")
            await use(stream)
        print("closed without waiting for the server")
        tg.cancel()


anyio.run(main)
