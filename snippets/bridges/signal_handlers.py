# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""SIGTERM: a callback of asyncio's loop, an iterator of AnyIO."""

import asyncio
import os
import signal

import anyio


async def main() -> None:
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    os.kill(os.getpid(), signal.SIGTERM)
    await stopped.wait()
    loop.remove_signal_handler(signal.SIGTERM)
    print("asyncio: the callback was called")

    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        async for received in signals:
            print("AnyIO: received", received.name)
            break


anyio.run(main)
