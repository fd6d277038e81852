# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/stack_in_a_class.py"]
# ///
"""AsyncContextManagerMixin makes a class the owner of a task group."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskGroup


class Mailer(anyio.AsyncContextManagerMixin):
    """Sends mail in the background; each one is for one block."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.failed: list[str] = []
        self._tasks: TaskGroup | None = None

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Mailer"]:
        if self._tasks is not None:
            raise RuntimeError("a Mailer is for one block")
        self._tasks = anyio.create_task_group()
        async with self._tasks:
            yield self

    def send(self, address: str) -> None:
        if self._tasks is None:
            raise RuntimeError("a Mailer sends in its block")
        self._tasks.start_soon(self._deliver, address)

    async def _deliver(self, address: str) -> None:
        try:
            await deliver(address)
        except OSError:
            self.failed.append(address)
        else:
            self.sent.append(address)


async def deliver(address: str) -> None:
    await anyio.sleep(0.1)
    if not address.endswith(".com"):
        raise OSError("no such host")


async def main() -> None:
    async with Mailer() as mailer:
        mailer.send("ada@example.com")
        mailer.send("grace@example")
        print("in the block:", mailer.sent)
    print("after it:", mailer.sent, "failed:", mailer.failed)


anyio.run(main)
