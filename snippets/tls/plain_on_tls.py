# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""What a TLS listener does with clients that don't speak TLS."""

import ssl

import anyio
import trustme
from anyio.abc import AnyByteStream, SocketAttribute
from anyio.streams.tls import TLSListener, TLSStream


class CalmListener(TLSListener):
    @staticmethod
    async def handle_handshake_error(
        exc: BaseException, stream: AnyByteStream
    ) -> None:
        if isinstance(exc, Exception):
            print("server:", type(exc).__name__)
            await anyio.aclose_forcefully(stream)
        else:  # a cancellation, for one: close the stream, raise it
            await TLSListener.handle_handshake_error(exc, stream)


async def greet(client: TLSStream) -> None:
    async with client:
        await client.send(b"hello")


async def main() -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("shop.example").configure_cert(context)
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    listener = CalmListener(tcp, context)
    print("limit by default:", listener.handshake_timeout)
    listener.handshake_timeout = 1
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, greet)
        for said in (b"GET / HTTP/1.1\r\n\r\n", b""):
            async with await anyio.connect_tcp("127.0.0.1", port) as plain:
                print("client says", said)
                if said:
                    await plain.send(said)
                try:
                    print("client received", await plain.receive())
                except (anyio.EndOfStream, anyio.BrokenResourceError):
                    print("client: no answer")
        tg.cancel()


anyio.run(main)
