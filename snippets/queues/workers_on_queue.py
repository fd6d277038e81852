# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""asyncio: count what is done, wait for the count, cancel the workers."""

import asyncio

import anyio


async def fetch(pages: asyncio.Queue[int], fetched: list[int]) -> None:
    while True:
        page = await pages.get()
        await asyncio.sleep(0.1)
        fetched.append(page)
        pages.task_done()


async def main() -> None:
    fetched: list[int] = []
    pages = asyncio.Queue[int]()
    workers = [
        asyncio.create_task(fetch(pages, fetched), name=f"worker {number}")
        for number in (1, 2)
    ]
    for page in range(1, 7):
        await pages.put(page)
    print("in the queue:", pages.qsize())
    await pages.join()
    for worker in workers:
        worker.cancel()
    await asyncio.wait(workers)
    print("fetched:", sorted(fetched))


anyio.run(main)
