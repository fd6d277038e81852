# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""Too large a datagram is lost on asyncio, and an error on Trio."""

import anyio
from anyio.abc import SocketAttribute

HOST = "127.0.0.1"


async def main() -> None:
    async with (
        await anyio.create_udp_socket(local_host=HOST) as sender,
        await anyio.create_udp_socket(local_host=HOST) as receiver,
    ):
        port = receiver.extra(SocketAttribute.local_port)
        for size in (1_200, 65_507, 65_508):
            try:
                await sender.sendto(b"x" * size, HOST, port)
                print(size, "bytes: sent")
            except anyio.BrokenResourceError as error:
                cause = type(error.__cause__).__name__
                print(size, "bytes: BrokenResourceError,", cause)
            await sender.sendto(b"the end", HOST, port)
            with anyio.fail_after(5):
                async for data, _ in receiver:
                    print("  received:", len(data), "bytes")
                    if data == b"the end":
                        break


anyio.run(main)
