# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A closed port is silent on asyncio, and raises errors on Trio."""

from collections.abc import Awaitable

import anyio
from anyio.abc import SocketAttribute

HOST = "127.0.0.1"


async def report(what: str, call: Awaitable[object]) -> None:
    with anyio.move_on_after(0.5) as limit:
        try:
            print(f"  {what}:", await call or "done")
        except anyio.BrokenResourceError as error:
            cause = type(error.__cause__).__name__
            print(f"  {what}: BrokenResourceError, {cause}")
    if limit.cancelled_caught:
        print(f"  {what}: nothing")


async def main() -> None:
    async with await anyio.create_udp_socket(local_host=HOST) as server:
        port = server.extra(SocketAttribute.local_port)
    async with await anyio.create_connected_udp_socket(
        HOST, port
    ) as client:
        print("nobody listens")
        await report("send", client.send(b"hello"))
        await report("receive", client.receive())
        await report("send", client.send(b"hello"))
        await anyio.sleep(0.1)  # the refusal comes back
        await report("send", client.send(b"hello"))

        print("the server is back")
        server = await anyio.create_udp_socket(
            local_host=HOST, local_port=port
        )
        async with server:
            await report("send", client.send(b"hello"))
            data, sender = await server.receive()
            await server.sendto(data, *sender)
            await report("receive", client.receive())


anyio.run(main)
