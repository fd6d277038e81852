# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A connected UDP socket is given a local port, but no local host.

Probed: whether it's bound to that port.
"""

import anyio
from anyio.abc import SocketAttribute


async def main() -> None:
    host = "127.0.0.1"
    async with await anyio.create_udp_socket(local_host=host) as free:
        port = free.extra(SocketAttribute.local_port)
    async with await anyio.create_connected_udp_socket(
        host, 9, local_port=port
    ) as udp:
        bound = udp.extra(SocketAttribute.local_port)
        print("the port that was asked for:", bound == port)


anyio.run(main)
