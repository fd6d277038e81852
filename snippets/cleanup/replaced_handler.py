# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""A signal receiver takes the signal away from a handler that was there."""

import os
import signal

import anyio


def stop_server(*_: object) -> None:
    print("the server stops")


async def main() -> None:
    signal.signal(signal.SIGTERM, stop_server)
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        async for signum in signals:
            print("the receiver gets", signum.name)
            break
    after = signal.getsignal(signal.SIGTERM)
    print("the server has its handler back:", after is stop_server)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


anyio.run(main)
