# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""cancellable=True leaves a thread behind when its task is cancelled."""

import threading
import warnings

import anyio
from anyio import to_thread

# AnyIO 4.1 and Trio 0.23 call it abandon_on_cancel, and warn of this
warnings.filterwarnings("ignore", "The .cancellable=")

network_is_back = threading.Event()
uploaded = threading.Event()


def upload() -> None:
    network_is_back.wait()
    print("thread: upload finished")
    uploaded.set()


async def main() -> None:
    with anyio.move_on_after(0.3):
        await to_thread.run_sync(upload, cancellable=True)
    print("task: gave up")
    network_is_back.set()
    await to_thread.run_sync(uploaded.wait)
    print("task: what it gave up happened all the same")


anyio.run(main)
