# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A limit in the loop cancels, and one of the future does not."""

import concurrent.futures

import anyio
from anyio.from_thread import start_blocking_portal


async def order(item: str) -> None:
    await anyio.sleep(0.5)
    print("ordered:", item)


async def order_within(seconds: float, item: str) -> None:
    with anyio.fail_after(seconds):
        await order(item)


def main() -> None:
    with start_blocking_portal() as portal:
        future = portal.start_task_soon(order, "tea")
        try:
            future.result(timeout=0.1)
        except concurrent.futures.TimeoutError:
            print("tea: gave up waiting")
        try:
            portal.call(order_within, 0.1, "milk")
        except TimeoutError:
            print("milk: cancelled")


main()
