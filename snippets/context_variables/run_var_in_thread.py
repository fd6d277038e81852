# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A worker thread reads a RunVar through the event loop only."""

import anyio
from anyio import from_thread, to_thread
from anyio.lowlevel import RunVar

paused: RunVar[bool] = RunVar("paused", default=False)


def poll() -> None:
    try:
        paused.get()
    except anyio.NoEventLoopError as error:
        print("in the thread:", type(error).__name__)
    print("in the loop:  ", from_thread.run_sync(paused.get))


async def main() -> None:
    with paused.set(True):
        await to_thread.run_sync(poll)


anyio.run(main)
