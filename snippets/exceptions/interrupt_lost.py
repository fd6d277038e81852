# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "exceptions/interrupt_received.py"
# ///
"""On asyncio, an error in the cleanup takes the place of Ctrl-C."""

import signal

import anyio


async def serve() -> None:
    try:
        await anyio.sleep(60)
    finally:
        raise OSError("can't save, disk full")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve)
        await anyio.sleep(0.1)
        signal.raise_signal(signal.SIGINT)  # the user presses Ctrl-C
        await anyio.sleep(60)


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    anyio.run(main)
except* KeyboardInterrupt:
    print("stopped by the user")
except* OSError as group:
    print("failed:", group.exceptions)
