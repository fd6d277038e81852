# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A limit leaves most questions about a file, and waits for the rest."""

import time
from collections.abc import Awaitable, Callable
from unittest import mock

import anyio


def ask_server(*_: object, **__: object) -> str:
    time.sleep(1.5)  # stands for a file server that is busy
    return "an answer"


async def waits(call: Callable[[], Awaitable[object]]) -> bool:
    start = anyio.current_time()
    with anyio.move_on_after(0.2):
        await call()
    return anyio.current_time() - start > 1


async def main() -> None:
    path = anyio.Path("/mnt/report.txt")
    with (
        mock.patch("os.stat", ask_server),
        mock.patch("os.readlink", ask_server),
        mock.patch("pathlib.Path.read_bytes", ask_server),
    ):
        print("stat() waits:", await waits(path.stat))
        print("readlink() waits:", await waits(path.readlink))
        print("read_bytes() waits:", await waits(path.read_bytes))


anyio.run(main)
