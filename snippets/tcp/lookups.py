# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""From names to addresses, and back."""

import socket

import anyio
from anyio.abc import IPSockAddrType


async def show(host: str, service: str, flags: int = 0) -> None:
    try:
        found = await anyio.getaddrinfo(
            host, service, type=socket.SOCK_STREAM, flags=flags
        )
    except socket.gaierror as error:
        print(host, "->", type(error).__name__)
        return
    for family, _, _, _, address in found:
        print(host, "->", family.name, address)


async def port_of(address: IPSockAddrType) -> str:
    flags = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
    host, port = await anyio.getnameinfo(address, flags)
    return f"{host} port {port}"


async def main() -> None:
    with anyio.fail_after(5):
        await show("127.0.0.1", "443")
        await show("::1", "443")
        await show("localhost", "443", socket.AI_NUMERICHOST)
        print(await port_of(("127.0.0.1", 443)))


anyio.run(main)
