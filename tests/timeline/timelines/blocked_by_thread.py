# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that waits for threads without awaiting, and threads that begin before and after loops."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio


def work(seconds: float) -> None:
    time.sleep(seconds)
    print("worked for", seconds)


def early() -> None:
    time.sleep(0.2)
    work(0.5)


def nested() -> None:
    thread = threading.Thread(target=work, args=[0.1])
    thread.start()
    thread.join()


async def main() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work, 0.2).result()
        print("got")
        for number in range(12):
            pool.submit(abs, number)
    thread = threading.Thread(target=nested)
    thread.start()
    thread.join()
    print("joined")
    await anyio.sleep(0.1)


first = threading.Thread(target=early)
first.start()
time.sleep(0.1)
anyio.run(main)
first.join()
threading.Thread(target=time.sleep, args=[9], daemon=True).start()
print("program: over")
