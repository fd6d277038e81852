# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# right = "udp/read_at_once.py"
# timeline = "none"
# ///
"""On asyncio, the last 100 datagrams wait for a late receiver."""

import anyio
from anyio.abc import SocketAttribute

HOST = "127.0.0.1"


async def main() -> None:
    async with (
        await anyio.create_udp_socket(local_host=HOST) as meter,
        await anyio.create_udp_socket(local_host=HOST) as store,
    ):
        port = store.extra(SocketAttribute.local_port)
        for number in range(150):
            await meter.sendto(b"%d" % number, HOST, port)
        await anyio.sleep(0.5)  # the store is busy with other work

        readings = []
        with anyio.move_on_after(0.5):
            async for data, _ in store:
                readings.append(int(data))
        print("received:", len(readings))
        print("the first:", readings[0], "the last:", readings[-1])


anyio.run(main)
