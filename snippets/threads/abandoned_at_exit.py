# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancellable_thread.py"]
# ///
"""Python waits for an abandoned thread at its exit, or kills it."""

import time

import anyio
from anyio import to_thread


def upload() -> None:
    print("thread: upload starts")
    time.sleep(0.7)
    print("thread: upload finished")


async def main() -> None:
    with anyio.move_on_after(0.2):
        await to_thread.run_sync(upload, abandon_on_cancel=True)
    print("task: gave up")


anyio.run(main)
print("the program's last line")
