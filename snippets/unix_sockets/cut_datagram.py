# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A UNIX datagram of more than 64 KiB comes without its end."""

import anyio
from anyio import Path, TemporaryDirectory


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "log.sock"
        async with (
            await anyio.create_unix_datagram_socket(
                local_path=path
            ) as server,
            await anyio.create_connected_unix_datagram_socket(
                path
            ) as client,
        ):
            for size in (65_536, 65_537, 100_000):
                await client.send(b"x" * size)
                data, _ = await server.receive()
                print("sent:", size, "received:", len(data))


anyio.run(main)
