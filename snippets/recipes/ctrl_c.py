# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""Ctrl-C lets the job in hand finish, and keeps those that wait."""

import os
import signal
from collections import deque
from collections.abc import Awaitable, Callable

import anyio


async def work_off(
    jobs: deque[str], work: Callable[[str], Awaitable[None]]
) -> None:
    """Take jobs until there are none, or Ctrl-C."""
    stop = False

    async def listen() -> None:
        nonlocal stop
        with anyio.open_signal_receiver(signal.SIGINT) as signals:
            ready.set()
            async for _ in signals:
                print("ends after this job")
                stop = True

    ready = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(listen)
        await ready.wait()
        while jobs and not stop:
            await work(jobs[0])
            jobs.popleft()  # only now it is done
        tg.cancel()


async def main() -> None:
    async def work(job: str) -> None:
        if job == "b":
            os.kill(os.getpid(), signal.SIGINT)
        await anyio.sleep(0.2)
        print("done:", job)

    jobs = deque("abcd")
    await work_off(jobs, work)
    print("for the next time:", list(jobs))


anyio.run(main)
