# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "from_threads/daemon_reader.py"
# timeline = "none"
# ///
"""Ctrl-C does not end a program before its worker thread is done."""

import signal
import time

import anyio
from anyio import from_thread, to_thread


def read_line(reading: anyio.Event) -> str:
    from_thread.run_sync(reading.set)
    time.sleep(0.7)  # stands for input(), which waits for the user
    print("thread: a line came")
    return "a line"


async def press_ctrl_c(reading: anyio.Event) -> None:
    await reading.wait()
    signal.raise_signal(signal.SIGINT)
    await anyio.sleep_forever()


async def main() -> None:
    reading = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(press_ctrl_c, reading)
        await to_thread.run_sync(read_line, reading)


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    anyio.run(main)
except* KeyboardInterrupt:
    print("stopped by the user")
print("the program's last line")
