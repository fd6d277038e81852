# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""A signal receiver opens in the main thread only."""

import signal

import anyio
from anyio import from_thread, to_thread


async def receive_one() -> None:
    with anyio.open_signal_receiver(signal.SIGUSR1) as signals:
        signal.raise_signal(signal.SIGUSR1)
        async for signum in signals:
            print("  received", signum.name)
            break


def work() -> None:
    from_thread.run(receive_one)


def run_another_loop() -> None:
    try:
        anyio.run(receive_one)
    except (RuntimeError, ValueError) as error:
        print("  not opened:", type(error).__name__)


async def main() -> None:
    print("a worker thread of the loop in the main thread")
    await to_thread.run_sync(work)
    print("an event loop in another thread")
    await to_thread.run_sync(run_another_loop)


anyio.run(main)
