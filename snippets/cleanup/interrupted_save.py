# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "cleanup/sigterm_receiver.py"
# timeline = "none"
# ///
"""Without a signal receiver, Ctrl-C reaches into a shield."""

import signal

import anyio


async def serve() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        with anyio.move_on_after(5, shield=True):
            print("saving")
            signal.raise_signal(signal.SIGINT)  # the user presses Ctrl-C
            await anyio.sleep(0.1)
            print("saved")


async def main() -> None:
    with anyio.move_on_after(0.1):
        await serve()


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    anyio.run(main)
except KeyboardInterrupt:
    print("stopped by the user")
