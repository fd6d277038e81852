# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Ctrl-C in a plain program cancels what its portal runs."""

import signal
import threading

import anyio
from anyio.from_thread import start_blocking_portal


async def listen(users_thread: int) -> None:
    try:
        print("listening")
        signal.pthread_kill(users_thread, signal.SIGINT)
        await anyio.sleep_forever()
    finally:
        print("task: cleans up")


def main() -> None:
    try:
        with start_blocking_portal() as portal:
            portal.call(listen, threading.get_ident())
    except KeyboardInterrupt:
        print("stopped by the user")


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
