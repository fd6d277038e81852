# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""A thread asks whether its call was cancelled, as a time limit passes.

Probed: whether the scope catches the cancellation that the thread raises.
"""

import time

import anyio
from anyio import from_thread, to_thread


def work() -> None:
    for _ in range(200):
        time.sleep(0.01)
        from_thread.check_cancelled()


async def main() -> None:
    try:
        with anyio.move_on_after(0.1):
            await to_thread.run_sync(work)
        print("caught by the scope")
    except anyio.get_cancelled_exc_class():
        print("came out of the scope")


anyio.run(main)
