# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A few connections at a time find out which ports are open."""

from collections.abc import Iterable

import anyio
from anyio.abc import SocketAttribute


async def open_ports(
    host: str, ports: Iterable[int], *, at_once: int, seconds: float
) -> list[int]:
    found: list[int] = []
    waiting = iter(ports)

    async def worker() -> None:
        for port in waiting:  # the workers share it
            with anyio.move_on_after(seconds):
                try:
                    stream = await anyio.connect_tcp(host, port)
                except OSError:
                    continue
                found.append(port)
                await anyio.aclose_forcefully(stream)

    async with anyio.create_task_group() as tg:
        for _ in range(at_once):
            tg.start_soon(worker)
    return sorted(found)


async def main() -> None:
    host = "127.0.0.1"
    async with (
        await anyio.create_tcp_listener(local_host=host) as one,
        await anyio.create_tcp_listener(local_host=host) as two,
        await anyio.create_tcp_listener(local_host=host) as three,
    ):
        ports = [
            listener.extra(SocketAttribute.local_port)
            for listener in (one, two, three)
        ]
        await three.aclose()
        found = await open_ports(host, ports, at_once=2, seconds=5)
    print([port in found for port in ports])


anyio.run(main)
