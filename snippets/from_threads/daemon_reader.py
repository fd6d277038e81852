# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A daemon thread that waits for input lets the program end."""

import os
import signal
import threading
from contextlib import suppress

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token
from anyio.streams.memory import MemoryObjectSendStream

TOO_LATE = (
    anyio.RunFinishedError,
    anyio.ClosedResourceError,
    anyio.BrokenResourceError,
)


def read(
    fd: int, send: MemoryObjectSendStream[bytes], token: EventLoopToken
) -> None:
    with suppress(*TOO_LATE):
        while data := os.read(fd, 1024):
            from_thread.run(send.send, data, token=token)
        from_thread.run_sync(send.close, token=token)


async def main(fd: int) -> None:
    send, receive = anyio.create_memory_object_stream[bytes]()
    args = (fd, send, current_token())
    async with send, receive:
        threading.Thread(target=read, args=args, daemon=True).start()
        async for data in receive:
            print("received:", data)
            signal.raise_signal(signal.SIGINT)  # the user has enough


# a pipe stands for standard input, whose number is 0
source, keyboard = os.pipe()
os.write(keyboard, b"one line\n")
# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    anyio.run(main, source)
except* KeyboardInterrupt:
    print("stopped by the user")
print("the program's last line")
