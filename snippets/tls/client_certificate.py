# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A server that asks who its client is, by the client's certificate."""

import ssl

import anyio
import trustme
from anyio.abc import SocketAttribute
from anyio.streams.tls import TLSAttribute, TLSListener, TLSStream

NAME = "shop.example"


def contexts(user: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    trusted = authority.cert_pem.bytes().decode()
    server = ssl.create_default_context(
        ssl.Purpose.CLIENT_AUTH, cadata=trusted
    )
    server.verify_mode = ssl.CERT_REQUIRED
    authority.issue_cert(NAME).configure_cert(server)
    client = ssl.create_default_context(cadata=trusted)
    authority.issue_cert(user).configure_cert(client)
    return server, client


def user_of(stream: TLSStream) -> str | None:
    certificate = stream.extra(TLSAttribute.peer_certificate) or {}
    for entry in certificate.get("subjectAltName", ()):
        match entry:
            case ("email", str(address)):
                return address
    return None


async def greet(client: TLSStream) -> None:
    async with client:
        if user := user_of(client):
            await client.send(f"hello, {user}".encode())


async def main() -> None:
    for_server, for_client = contexts("alice@shop.example")
    tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = tcp.extra(SocketAttribute.local_port)
    async with tcp, anyio.create_task_group() as tg:
        tg.start_soon(TLSListener(tcp, for_server).serve, greet)
        async with await anyio.connect_tcp(
            "127.0.0.1", port, ssl_context=for_client, tls_hostname=NAME
        ) as stream:
            print((await stream.receive()).decode())
        tg.cancel()


anyio.run(main)
