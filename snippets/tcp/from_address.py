# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A client chooses the address that its connection comes from."""

from ipaddress import IPv4Address

import anyio
from anyio.abc import IPAddressType, SocketAttribute, SocketStream


async def greet(client: SocketStream) -> None:
    address = client.extra(SocketAttribute.remote_address)
    async with client:
        await client.send(f"hello {address[0]}".encode())


async def ask(
    port: int, local_host: IPAddressType | None, local_port: int | None
) -> None:
    async with await anyio.connect_tcp(
        "127.0.0.1", port, local_host=local_host, local_port=local_port
    ) as stream:
        print((await stream.receive()).decode(), end=", ")
        its_port = stream.extra(SocketAttribute.local_port)
        print("with the port:", its_port == local_port)


async def free_port(host: str) -> int:
    async with await anyio.create_tcp_listener(local_host=host) as unused:
        return unused.extra(SocketAttribute.local_port)


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    wanted = await free_port("127.0.0.2")
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, greet)
        await ask(port, None, wanted)
        await ask(port, IPv4Address("127.0.0.2"), None)
        await ask(port, "127.0.0.2", wanted)
        tg.cancel()


anyio.run(main)
