# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""What each side of a TLS connection knows about it."""

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


def report(stream: TLSStream) -> None:
    print("server side:", stream.extra(TLSAttribute.server_side))
    print("  version:", stream.extra(TLSAttribute.tls_version))
    print("  secret bits:", stream.extra(TLSAttribute.cipher)[2])
    shared = stream.extra(TLSAttribute.shared_ciphers)
    print("  shared ciphers:", None if shared is None else "a list")
    peer = stream.extra(TLSAttribute.peer_certificate)
    print("  peer:", peer["subjectAltName"] if peer else peer)
    says_goodbye = stream.extra(TLSAttribute.standard_compatible)
    print("  says goodbye:", says_goodbye)
    session = stream.extra(TLSAttribute.ssl_object)
    print("  session reused:", session.session_reused)
    binding = stream.extra(TLSAttribute.channel_binding_tls_unique)
    print("  tls-unique is there:", binding is not None)
    address = stream.extra(SocketAttribute.local_address)
    print("  of the socket below:", address[0])


async def serve(client: TLSStream) -> None:
    async with client:
        report(client)
        await client.send(b"done")


async def main() -> None:
    for_server, for_client = contexts()
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, serve)
        async with await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
        ) as stream:
            await stream.receive()
            report(stream)
        tg.cancel()


anyio.run(main)
