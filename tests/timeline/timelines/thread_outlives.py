# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An abandoned thread ends after the last task."""

import time

import anyio
from anyio import to_thread


def work() -> None:
    time.sleep(0.3)
    print("thread: done")


async def main() -> None:
    with anyio.move_on_after(0.1):
        await to_thread.run_sync(work, abandon_on_cancel=True)
    print("over")


anyio.run(main)
time.sleep(0.4)
print("program: done")
