# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""Where a listener listens, and how many sockets and ports it has."""

from socket import AddressFamily, SocketKind
from unittest.mock import patch

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.stapled import MultiListener


async def two_addresses(_: str, port: int, **__: object) -> list[object]:
    stream = AddressFamily.AF_INET, SocketKind.SOCK_STREAM, 6, ""
    return [(*stream, (f"127.0.0.{last}", port)) for last in (1, 2)]


def show(name: str, listener: MultiListener[SocketStream]) -> None:
    ports = set()
    print(name)
    for each in listener.listeners:
        host = each.extra(SocketAttribute.local_address)[0]
        print("  all interfaces:", host in {"::", "0.0.0.0"})
        ports.add(each.extra(SocketAttribute.local_port))
    port = listener.extra(SocketAttribute.local_port)
    print("  one port for all:", ports == {port})


async def main() -> None:
    async with await anyio.create_tcp_listener() as listener:
        show("no host", listener)
    async with await anyio.create_tcp_listener(
        local_host="127.0.0.1"
    ) as listener:
        show("127.0.0.1", listener)
    # stands for a name with two addresses
    with patch("anyio._core._sockets.getaddrinfo", two_addresses):
        async with await anyio.create_tcp_listener(
            local_host="app.example"
        ) as listener:
            show("app.example", listener)


anyio.run(main)
