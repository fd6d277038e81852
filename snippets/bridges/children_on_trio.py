# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""A child, a signal and a folder, with Trio's calls and AnyIO's."""

import os
import signal
import sys

import anyio
import trio

HELLO = [sys.executable, "-c", "print('hello')"]


async def main() -> None:
    child = await trio.run_process(HELLO, capture_stdout=True)
    print("Trio:", child.stdout)
    done = await anyio.run_process(HELLO)
    print("AnyIO:", done.stdout)

    with trio.open_signal_receiver(signal.SIGTERM) as numbers:
        os.kill(os.getpid(), signal.SIGTERM)
        print("Trio:", repr(await numbers.__anext__()))
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        print("AnyIO:", repr(await signals.__anext__()))

    print("Trio: exists", await trio.Path(sys.executable).exists())
    print("AnyIO: exists", await anyio.Path(sys.executable).exists())


anyio.run(main, backend="trio")
