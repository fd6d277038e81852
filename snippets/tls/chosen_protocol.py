# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""Client and server choose a protocol in the handshake."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSAttribute, TLSListener, TLSStream

NAME = "shop.example"


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(NAME).configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def serve(client: TLSStream) -> None:
    async with client:
        match client.extra(TLSAttribute.alpn_protocol):
            case "chat/2":
                await client.send(b"the new protocol")
            case "chat/1":
                await client.send(b"the old protocol")
            case _:
                pass  # nothing in common: close


async def main() -> None:
    for_server, for_client = contexts()
    for_server.set_alpn_protocols(["chat/2", "chat/1"])
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, serve)
        for offer in (["chat/1", "chat/2"], ["chat/1"], ["mail/1"]):
            for_client.set_alpn_protocols(offer)
            async with await anyio.connect_tcp(
                "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
            ) as stream:
                chosen = stream.extra(TLSAttribute.alpn_protocol)
                print(offer, "->", chosen, [each async for each in stream])
        tg.cancel()


anyio.run(main)
