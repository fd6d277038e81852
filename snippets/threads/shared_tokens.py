# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""AnyIO's files wait for a token of the default limiter, too."""

import threading

import anyio
from anyio import to_thread

answered = threading.Event()


def ask_slow_server() -> None:
    answered.wait()


async def main() -> None:
    limiter = to_thread.current_default_thread_limiter()
    limiter.total_tokens = 1  # in place of 40 calls to the server
    async with anyio.create_task_group() as tg:
        tg.start_soon(to_thread.run_sync, ask_slow_server)
        await anyio.sleep(0.1)
        with anyio.move_on_after(0.3) as scope:
            await anyio.Path("report.txt").exists()
        print("gave up on a file:", scope.cancelled_caught)
        answered.set()


anyio.run(main)
