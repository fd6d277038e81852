# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.15"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Sizes that no read of a stream takes."""

import socket
from collections.abc import Awaitable

import anyio
from anyio.abc import UNIXSocketStream
from anyio.streams.buffered import BufferedByteReceiveStream


async def report(what: str, call: Awaitable[object]) -> None:
    try:
        await call
    except ValueError as error:
        print(f"{what}: {error}")


async def main() -> None:
    one, other = socket.socketpair()
    async with (
        await UNIXSocketStream.from_socket(one) as stream,
        await UNIXSocketStream.from_socket(other),
    ):
        await report("receive", stream.receive(0))
        buffered = BufferedByteReceiveStream(stream)
        await report("buffered", buffered.receive(-1))
        await report("length", stream.receive_fds(-1, 1))
        await report("number", stream.receive_fds(1, 0))
        await report("message", stream.send_fds(b"", [0]))
        await report("files", stream.send_fds(b"x", []))


anyio.run(main)
