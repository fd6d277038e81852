# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A full queue makes the sender of UNIX datagrams wait, on Linux."""

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import ConnectedUNIXDatagramSocket

COUNT = 5_000


async def send_all(
    client: ConnectedUNIXDatagramSocket, done: anyio.Event
) -> None:
    for number in range(COUNT):
        await client.send(b"%d" % number)
    done.set()


async def main() -> None:
    done = anyio.Event()
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "log.sock"
        async with (
            await anyio.create_unix_datagram_socket(
                local_path=path
            ) as server,
            await anyio.create_connected_unix_datagram_socket(
                path
            ) as client,
            anyio.create_task_group() as tg,
        ):
            tg.start_soon(send_all, client, done)
            with anyio.move_on_after(0.5):  # busy with other work
                await done.wait()
            print("all sent before the first is received:", done.is_set())
            with anyio.fail_after(30):
                lines = [(await server.receive())[0] for _ in range(COUNT)]
            in_order = lines == [b"%d" % n for n in range(COUNT)]
            print("all received, in their order:", in_order)


anyio.run(main)
