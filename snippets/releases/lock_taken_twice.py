# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task takes a lock that it already holds.

Probed: whether that is an error, or waits.
"""

import anyio


async def main() -> None:
    lock = anyio.Lock()
    with anyio.move_on_after(0.5):
        await lock.acquire()
        try:
            await lock.acquire()
        except RuntimeError as error:
            print("RuntimeError:", error)
            return
    print("it waited")


anyio.run(main)
