# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""Threads that AnyIO knows nothing of: started by the program, in a pool, and by asyncio."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def work(number: int) -> None:
    time.sleep(0.1)
    print("worked:", number)


class Poller(threading.Thread):
    """A thread with a class of its own."""

    def run(self) -> None:
        """Poll once."""
        time.sleep(0.15)
        print("polled")


async def main() -> None:
    await asyncio.to_thread(work, 1)
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in (2, 3)))
    poller = Poller()
    poller.start()
    await asyncio.to_thread(time.sleep, 0.05)
    await asyncio.to_thread(poller.join)
    print("joined")


asyncio.run(main())
