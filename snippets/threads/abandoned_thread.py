# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/cancellable_thread.py"]
# ///
"""An abandoned thread goes on, and its side effects still happen."""

import threading

import anyio
from anyio import to_thread

network_is_back = threading.Event()
uploaded = threading.Event()


def upload() -> None:
    network_is_back.wait()
    print("thread: upload finished")
    uploaded.set()


async def main() -> None:
    with anyio.move_on_after(0.3):
        await to_thread.run_sync(upload, abandon_on_cancel=True)
    limiter = to_thread.current_default_thread_limiter()
    print("task: gave up; tokens in use:", limiter.borrowed_tokens)
    network_is_back.set()
    await to_thread.run_sync(uploaded.wait)
    print("task: what it gave up happened all the same")


anyio.run(main)
