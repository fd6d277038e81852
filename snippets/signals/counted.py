# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""How many signals arrive depends on the event loop."""

import signal

import anyio


async def main() -> None:
    count = 0
    with anyio.open_signal_receiver(signal.SIGUSR1) as signals:
        for _ in range(3):
            signal.raise_signal(signal.SIGUSR1)
        with anyio.move_on_after(0.5):
            async for signum in signals:
                count += 1
                print("received", signum.name)
    print("sent: 3, received:", count)


anyio.run(main)
