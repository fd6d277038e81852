# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""An address of IPv6 is looked up, by asyncio's loop and by AnyIO."""

import asyncio
import socket

import anyio


async def main() -> None:
    loop = asyncio.get_running_loop()
    for *_, address in await loop.getaddrinfo(
        "::1", 80, type=socket.SOCK_STREAM
    ):
        print("asyncio:", address)

    for *_, pair in await anyio.getaddrinfo(
        "::1", 80, type=socket.SOCK_STREAM
    ):
        print("AnyIO:", pair)


anyio.run(main)
