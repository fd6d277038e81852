# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A connected UNIX datagram socket doesn't outlive its receiver."""

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import ConnectedUNIXDatagramSocket


async def send(client: ConnectedUNIXDatagramSocket, data: bytes) -> None:
    try:
        await client.send(data)
        print("sent", data)
    except anyio.BrokenResourceError as error:
        print("not sent", data, type(error.__cause__).__name__)


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "log.sock"
        server = await anyio.create_unix_datagram_socket(local_path=path)
        client = await anyio.create_connected_unix_datagram_socket(path)
        async with client:
            async with server:
                await send(client, b"one")
            await send(client, b"two")
            async with await anyio.create_unix_datagram_socket(
                local_path=path
            ) as server:
                await send(client, b"three")
                async with (
                    await anyio.create_connected_unix_datagram_socket(
                        path
                    ) as another
                ):
                    await send(another, b"four")
                print("received", (await server.receive())[0])


anyio.run(main)
