# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "trustme>=1.2"]
#
# [tool.example]
# timeline = "none"
# ///
"""One function for servers on TCP, on a UNIX socket and with TLS."""

import ssl
from tempfile import TemporaryDirectory
from typing import Any

import anyio
import trustme
from anyio import abc
from anyio.streams.tls import TLSListener


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("shop.example").configure_cert(server)
    trusted = authority.cert_pem.bytes().decode()
    return server, ssl.create_default_context(cadata=trusted)


async def greet(client: abc.ByteStream) -> None:
    async with client:
        await client.send(b"hello")


async def ask(server: abc.AnyByteStreamConnectable) -> None:
    print(type(server).__name__, end=": ")
    try:
        with anyio.fail_after(5):
            async with await server.connect() as stream:
                print(type(stream).__name__, await stream.receive())
    except anyio.ConnectionFailed as error:
        print(type(error).__name__, type(error.__cause__).__name__)


async def main() -> None:
    for_server, for_client = contexts()
    with TemporaryDirectory() as folder:
        path = f"{folder}/shop.sock"
        tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
        below = await anyio.create_tcp_listener(local_host="127.0.0.1")
        unix = await anyio.create_unix_listener(path)
        tls = TLSListener(below, for_server)
        ports = [
            each.extra(abc.SocketAttribute.local_port)
            for each in (tcp, below)
        ]
        listeners: list[abc.Listener[Any]] = [tcp, unix, tls]
        async with tcp, unix, tls, anyio.create_task_group() as tg:
            for listener in listeners:
                tg.start_soon(listener.serve, greet)
            await ask(anyio.as_connectable(("127.0.0.1", ports[0])))
            await ask(anyio.as_connectable(path))
            await ask(anyio.as_connectable("127.0.0.1"))
            await ask(
                anyio.as_connectable(
                    ("127.0.0.1", ports[1]),
                    tls=True,
                    ssl_context=for_client,
                    tls_hostname="shop.example",
                )
            )
            tg.cancel()


anyio.run(main)
