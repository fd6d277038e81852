# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "from_threads/own_thread.py"
# timeline = "none"
# ///
"""Wrong: a limiter of one token, for calls that need one thread."""

import threading
from functools import partial

import anyio
from anyio import from_thread, to_thread


def other_work(started: anyio.Event, end: threading.Event) -> None:
    from_thread.run_sync(started.set)
    end.wait()


async def main() -> None:
    one_token = anyio.CapacityLimiter(1)
    call = partial(to_thread.run_sync, limiter=one_token)
    first = await call(threading.get_ident)

    started, end = anyio.Event(), threading.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(to_thread.run_sync, other_work, started, end)
        try:
            await started.wait()
            second = await call(threading.get_ident)
        finally:
            end.set()
    print("both calls in one thread:", first == second)


anyio.run(main)
