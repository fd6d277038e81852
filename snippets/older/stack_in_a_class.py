# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# clock = "virtual"
# ///
"""An AsyncExitStack makes a class the owner of a task group."""

from contextlib import AsyncExitStack
from types import TracebackType

import anyio
from anyio.abc import TaskGroup


class Mailer:
    """Sends mail in the background; each one is for one block."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.failed: list[str] = []
        self._tasks: TaskGroup | None = None

    async def __aenter__(self) -> "Mailer":
        if self._tasks is not None:
            raise RuntimeError("a Mailer is for one block")
        async with AsyncExitStack() as stack:
            self._tasks = await stack.enter_async_context(
                anyio.create_task_group()
            )
            # what else it enters is left again, if this fails
            self._exits = stack.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        return await self._exits.__aexit__(kind, error, traceback)

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
