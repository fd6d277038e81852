# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""An open file goes over a UNIX socket, and is read at the other end."""

import os
from functools import partial

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import SocketStream, UNIXSocketStream


async def hand_out(report: Path, client: SocketStream) -> None:
    assert isinstance(client, UNIXSocketStream)
    async with client, await anyio.open_file(report, "rb") as file:
        await client.send_fds(b"report", [file.wrapped.fileno()])


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path, report = Path(folder) / "s.sock", Path(folder) / "report.txt"
        await report.write_text("all is well")
        async with (
            await anyio.create_unix_listener(path) as listener,
            anyio.create_task_group() as tg,
        ):
            tg.start_soon(listener.serve, partial(hand_out, report))
            async with await anyio.connect_unix(path) as stream:
                message, [fd] = await stream.receive_fds(100, maxfds=1)
                async with anyio.wrap_file(os.fdopen(fd, "rb")) as file:
                    inheritable = os.get_inheritable(fd)
                    print("a child may inherit it:", inheritable)
                    os.set_inheritable(fd, False)
                    print(message, await file.read())
            tg.cancel()


anyio.run(main)
