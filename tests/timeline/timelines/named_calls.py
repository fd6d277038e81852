# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Rows named by arguments: of functions, methods, partial ones, a library's, and in threads."""

import time
from functools import partial

import anyio
from anyio import TASK_STATUS_IGNORED, create_task_group, sleep, to_thread
from anyio.abc import TaskStatus


class Client:
    async def get(self, page: str) -> None:
        """Take no longer for one page than for another."""
        del page
        await sleep(0.1)


async def serve(name: str, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED) -> None:
    del name
    task_status.started()
    await sleep(0.2)


async def convert(client: Client, size: int) -> None:
    del client
    await to_thread.run_sync(partial(compute, size), size)


def compute(size: int, again: int) -> None:
    del size, again
    time.sleep(0.1)


async def main() -> None:
    client = Client()
    async with create_task_group() as tg:
        tg.start_soon(client.get, "index")
        tg.start_soon(partial(client.get, "help"))
        await tg.start(serve, "near")
        await tg.start(partial(serve, "far"))
        tg.start_soon(sleep, 0.1)
        tg.start_soon(sleep, 0.3)
        tg.start_soon(convert, client, 1)
        tg.start_soon(convert, client, 2)
        # nothing short tells these two apart
        tg.start_soon(client.get, "a page with a long name: one")
        tg.start_soon(client.get, "a page with a long name: two")


anyio.run(main)
