# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""An SSL context alone gives no TLS, nor does tls=True for a connectable."""

import ssl

import anyio
from anyio.abc import ByteStreamConnectable
from anyio.streams.tls import TLSConnectable


def show(name: str, server: ByteStreamConnectable) -> None:
    if isinstance(server, TLSConnectable):
        print(name, "-> TLS, checks the name:", server.hostname)
        print("  over", server.connectable)
        checks = server.ssl_context.verify_mode.name
        print(" ", checks, "goodbyes:", server.standard_compatible)
    else:
        print(name, "-> plain text")


async def main() -> None:
    context = ssl.create_default_context()
    address = ("shop.example", 443)
    tcp = anyio.TCPConnectable(*address)

    show("a context", anyio.as_connectable(address, ssl_context=context))
    show("a connectable", anyio.as_connectable(tcp, tls=True))
    show("an address", anyio.as_connectable(address, tls=True))
    show("by hand", TLSConnectable(tcp, hostname=str(tcp.host)))
    show("a path", anyio.as_connectable("/run/shop.sock", tls=True))


anyio.run(main)
