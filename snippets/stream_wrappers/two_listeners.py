# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""One listener for two ports, and what a cancellation leaves of it."""

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.stapled import MultiListener


async def greet(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def is_open(port: int) -> bool:
    try:
        async with await anyio.connect_tcp("127.0.0.1", port):
            return True
    except OSError:
        return False


async def main() -> None:
    public = await anyio.create_tcp_listener(local_host="127.0.0.1")
    admin = await anyio.create_tcp_listener(local_host="127.0.0.1")
    ports = [
        each.extra(SocketAttribute.local_port) for each in (public, admin)
    ]
    both = MultiListener([public, admin])
    print("moved:", len(both.listeners), "left:", len(public.listeners))

    with anyio.CancelScope() as scope:
        async with both, anyio.create_task_group() as tg:
            tg.start_soon(both.serve, greet)
            for port in ports:
                async with await anyio.connect_tcp("127.0.0.1", port) as c:
                    print(await c.receive())
            scope.cancel()
    print("after the block:", [await is_open(port) for port in ports])
    with anyio.CancelScope() as scope:
        scope.cancel()
        with anyio.move_on_after(1, shield=True):
            await both.aclose()
    print("after a shielded aclose():", [await is_open(p) for p in ports])


anyio.run(main)
