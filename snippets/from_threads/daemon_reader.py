# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A daemon thread that waits for a line lets the program end."""

import signal
import threading
import time
from contextlib import suppress

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token
from anyio.streams.memory import MemoryObjectSendStream


def read_lines(
    lines: MemoryObjectSendStream[str], token: EventLoopToken
) -> None:
    with suppress(anyio.RunFinishedError, anyio.ClosedResourceError):
        from_thread.run(lines.send, "one line", token=token)
        time.sleep(0.7)  # stands for input(), which waits for the user
        print("thread: a line came")
        from_thread.run(lines.send, "a late line", token=token)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    args = (send, current_token())
    async with send, receive:
        threading.Thread(target=read_lines, args=args, daemon=True).start()
        async for line in receive:
            print("received:", line)
            signal.raise_signal(signal.SIGINT)  # the user has enough


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    anyio.run(main)
except* KeyboardInterrupt:
    print("stopped by the user")
print("the program's last line")
