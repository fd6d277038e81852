# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An abandoned thread sets an event for which another thread waits, and a task for that one."""

import threading
import time

import anyio
from anyio import to_thread


def work(finished: threading.Event) -> None:
    time.sleep(0.4)
    finished.set()


async def main() -> None:
    finished = threading.Event()
    with anyio.move_on_after(0.1):
        await to_thread.run_sync(work, finished, abandon_on_cancel=True)
    print("abandoned; finished:", finished.is_set())
    await to_thread.run_sync(finished.wait)
    print("later; finished:", finished.is_set())


anyio.run(main)
