# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""By default a timeout waits for a thread; told to, it abandons it."""

import threading
import time

import anyio
from anyio import to_thread


def query(finished: threading.Event) -> str:
    time.sleep(0.5)  # stands for a driver that blocks
    finished.set()
    return "rows"


async def ask(*, abandon: bool) -> None:
    finished = threading.Event()
    try:
        with anyio.fail_after(0.1):
            rows = await to_thread.run_sync(
                query, finished, abandon_on_cancel=abandon
            )
            print("no TimeoutError, but late:", rows)
    except TimeoutError:
        print("TimeoutError; thread finished:", finished.is_set())
        await to_thread.run_sync(finished.wait)
        print("later; thread finished:", finished.is_set())


async def main() -> None:
    await ask(abandon=False)
    await ask(abandon=True)


anyio.run(main)
