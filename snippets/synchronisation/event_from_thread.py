# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/portal_for_a_thread.py"]
# ///
"""A thread hands set() to the event loop, which wakes the task."""

import threading

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token


def listen(pressed: anyio.Event, loop: EventLoopToken) -> None:
    from_thread.run_sync(pressed.set, token=loop)


async def main() -> None:
    pressed = anyio.Event()
    args = (pressed, current_token())
    button = threading.Timer(0.2, listen, args)
    button.start()
    start = anyio.current_time()
    with anyio.move_on_after(0.8):
        await pressed.wait()
    print("task: woken in time:", anyio.current_time() - start < 0.6)


anyio.run(main)
