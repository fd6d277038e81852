# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A loop runs until another thread stops its portal."""

import threading

import anyio
from anyio import to_thread
from anyio.from_thread import BlockingPortal


async def play(song: str) -> None:
    print("playing", song)
    await anyio.sleep(0.1)


def user_interface(portal: BlockingPortal) -> None:
    try:
        portal.call(play, "a waltz")
        last = portal.start_task_soon(play, "a tango")
    finally:
        portal.call(portal.stop)
    try:
        portal.call(play, "a polka")
    except RuntimeError as error:
        print("no polka:", error)
    last.result()
    print("the tango was played to its end")


async def main() -> None:
    async with BlockingPortal() as portal:
        ui = threading.Thread(target=user_interface, args=[portal])
        ui.start()
        await portal.sleep_until_stopped()
    await to_thread.run_sync(ui.join)


anyio.run(main)
