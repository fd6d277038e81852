# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""What Ctrl-C does while a thread waits for a line."""

import os
import signal
import threading
import time
from typing import TextIO

import anyio
from anyio import to_thread

begun, ended, got_line = (threading.Event() for _ in range(3))


def read_line(stdin: TextIO) -> str:
    begun.set()
    line = stdin.readline()
    got_line.set()
    return line


def use_keyboard(keyboard: TextIO) -> None:
    begun.wait()
    time.sleep(0.3)  # the user reads the question
    os.kill(os.getpid(), signal.SIGINT)  # the user presses Ctrl-C
    print("the run ends in a second:", ended.wait(1))
    keyboard.write("hello\n")
    keyboard.flush()


async def main(stdin: TextIO) -> None:
    print("line:", await to_thread.run_sync(read_line, stdin), end="")


# a shell starts background jobs with Ctrl-C ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
# a pipe stands for standard input
source, target = os.pipe()
with open(source) as stdin, open(target, "w") as keyboard:
    user = threading.Thread(target=use_keyboard, args=(keyboard,))
    user.start()
    try:
        anyio.run(main, stdin)
    except KeyboardInterrupt:
        print("interrupted, the thread waits:", not got_line.is_set())
    ended.set()
    user.join()
