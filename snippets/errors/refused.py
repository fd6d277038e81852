# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.10"]
#
# [tool.example]
# timeline = "measured"
# ///
"""A connection that nobody accepts, and how each call says it."""

import re
import socket
from collections.abc import Awaitable, Callable

import anyio


async def report(connect: Callable[[], Awaitable[object]]) -> None:
    try:
        await connect()
    except OSError as error:
        said = re.sub(r":\d+:", ":PORT:", str(error))
        said = re.sub(r"'.*nobody'", "'nobody'", said)
        print(f"{type(error).__name__}: {said}")
        print("  cause:", type(error.__cause__).__name__)


async def main() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        await report(lambda: anyio.connect_tcp("127.0.0.1", port))
        remote = anyio.TCPConnectable("127.0.0.1", port)
        await report(remote.connect)
    await report(lambda: anyio.connect_unix("nobody"))
    await report(anyio.UNIXConnectable("nobody").connect)


anyio.run(main)
