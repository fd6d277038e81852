# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A download goes on where the connection broke, and is checked."""

import hashlib
import os

import anyio
from anyio import to_thread
from anyio.abc import SocketAttribute, SocketStream

DATA = bytes(range(256)) * 400


async def download(
    port: int, path: anyio.Path, digest: str, attempts: int
) -> None:
    part = path.with_name(path.name + ".part")
    for _ in range(attempts):
        try:
            stream = await anyio.connect_tcp("127.0.0.1", port)
        except OSError:
            continue
        async with stream, await part.open("ab") as file:
            begin = await file.tell()
            try:
                await stream.send(begin.to_bytes(8, "big"))
                async for chunk in stream:
                    await file.write(chunk)
            except anyio.BrokenResourceError:
                pass  # what has come is in the file
        if await to_thread.run_sync(digest_of, part) == digest:
            await part.replace(path)
            return
    raise ConnectionError("not whole; the next call goes on")


def digest_of(path: os.PathLike[str]) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def serve(stream: SocketStream) -> None:
    async with stream:
        begin = int.from_bytes(await stream.receive(8), "big")
        print("from", begin)
        await stream.send(DATA[begin : begin + 60_000])


async def main() -> None:
    digest = hashlib.sha256(DATA).hexdigest()
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        port = listener.extra(SocketAttribute.local_port)
        async with anyio.TemporaryDirectory() as folder:
            path = anyio.Path(folder) / "data"
            await download(port, path, digest, attempts=5)
            print(await path.read_bytes() == DATA)
        tg.cancel()


anyio.run(main)
