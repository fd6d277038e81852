# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Each client has a task that opens it, holds it and closes it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskStatus


class Client(anyio.AsyncContextManagerMixin):
    def __init__(self, name: str) -> None:
        self.name = name
        self.is_open = False

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Client"]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.sleep_forever)  # reads the answers
            await anyio.sleep(0.1)  # until the server answers
            self.is_open = True
            try:
                yield self
            finally:
                self.is_open = False
                tasks.cancel()


async def hold(
    name: str,
    all_done: anyio.Event,
    *,
    task_status: TaskStatus[Client] = anyio.TASK_STATUS_IGNORED,
) -> None:
    async with Client(name) as client:
        task_status.started(client)
        await all_done.wait()


async def main() -> None:
    all_done = anyio.Event()
    async with anyio.create_task_group() as tg:
        clients = await anyio.gather(
            tg.start(hold, "search", all_done),
            tg.start(hold, "mail", all_done),
        )
        print("in the group:", *(client.name for client in clients))
        all_done.set()
    print("after it, open:", [client.is_open for client in clients])


anyio.run(main)
