# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A cancelled future of a portal doesn't wait for its task's cleanup."""

import time

import anyio
from anyio.from_thread import start_blocking_portal


async def listen() -> None:
    try:
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(1, shield=True):
            await anyio.sleep(0.2)
            print("task: has said goodbye")


def main() -> None:
    with start_blocking_portal() as portal:
        future = portal.start_task_soon(listen)
        time.sleep(0.1)
        future.cancel()
        print("future is done:", future.done())
    print("portal is closed")


main()
