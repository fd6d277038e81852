# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""AsyncContextManagerMixin makes a class the owner of a task group."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Mailer(anyio.AsyncContextManagerMixin):
    """Sends mail in the background, and waits for it at the end."""

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Mailer"]:
        self.sent: list[str] = []
        async with anyio.create_task_group() as self._tasks:
            yield self

    def send(self, address: str) -> None:
        self._tasks.start_soon(self._deliver, address)

    async def _deliver(self, address: str) -> None:
        await anyio.sleep(0.1)
        self.sent.append(address)


async def main() -> None:
    async with Mailer() as mailer:
        mailer.send("ada@example.com")
        mailer.send("grace@example.com")
        print("in the block:", sorted(mailer.sent))
    print("after it:", sorted(mailer.sent))

    async with mailer:
        try:
            async with mailer:
                print("never reached")
        except RuntimeError as error:
            print("entered again in its own block:", error)


anyio.run(main)
