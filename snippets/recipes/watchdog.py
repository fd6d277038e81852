# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A thread tells where the event loop stands when it is blocked."""

import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import anyio


@asynccontextmanager
async def watchdog(
    seconds: float, tell: Callable[[str], None]
) -> AsyncIterator[None]:
    loop, over = threading.get_ident(), threading.Event()
    alive = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if alive.wait(seconds):
                alive.clear()
            elif frame := sys._current_frames().get(loop):
                tell(frame.f_code.co_name)
                alive.wait()  # tell it once

    async def live() -> None:
        while True:
            alive.set()
            await anyio.sleep(seconds / 4)

    thread = threading.Thread(target=watch, daemon=True)
    async with anyio.create_task_group() as tg:
        tg.start_soon(live)
        thread.start()
        try:
            yield
        finally:
            over.set()
            alive.set()
            tg.cancel()


def compute() -> None:
    time.sleep(2.5)  # stands for work that blocks the loop


async def main() -> None:
    async with watchdog(1, lambda name: print("blocked in", name)):
        await anyio.sleep(0.1)
        compute()
        await anyio.sleep(0.1)


anyio.run(main)
