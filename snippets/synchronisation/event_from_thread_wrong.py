# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "synchronisation/event_from_thread.py"
# timeline = "none"
# ///
"""Wrong: an event that is set from another thread."""

import threading

import anyio


def listen(pressed: anyio.Event) -> None:
    try:
        pressed.set()
        print("thread: set")
    except RuntimeError as error:
        print("thread:", error)


async def main() -> None:
    pressed = anyio.Event()
    button = threading.Timer(0.2, listen, [pressed])
    button.start()
    start = anyio.current_time()
    with anyio.move_on_after(0.8):
        await pressed.wait()
    print("task: woken in time:", anyio.current_time() - start < 0.6)


anyio.run(main)
