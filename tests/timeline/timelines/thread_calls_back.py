# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A thread runs a coroutine function and a plain one in the event loop."""

import time

import anyio
from anyio import from_thread, to_thread


async def lookup(key: str) -> str:
    await anyio.sleep(0.1)
    print("loop: looks up", key)
    return key.upper()


def note(text: str) -> None:
    print("loop: notes", text)


def work() -> None:
    time.sleep(0.05)
    found = from_thread.run(lookup, "key")
    print("thread: found", found)
    time.sleep(0.1)
    from_thread.run_sync(note, found)
    print("thread: done")


async def main() -> None:
    await to_thread.run_sync(work)
    print("main: done")


anyio.run(main)
