# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/stack_in_a_plain_class.py"]
# ///
"""ContextManagerMixin makes a class the owner of a cancel scope."""

from collections.abc import Iterator
from contextlib import contextmanager

import anyio


class Stoppable(anyio.ContextManagerMixin):
    """A block that other tasks can stop, and that can tell why."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._scope: anyio.CancelScope | None = None

    @contextmanager
    def __contextmanager__(self) -> Iterator["Stoppable"]:
        with anyio.CancelScope() as self._scope:
            try:
                yield self
            finally:
                self._scope = None

    def stop(self, reason: str) -> None:
        if self._scope is None:
            raise RuntimeError("there is no block to stop")
        self.reason = reason
        self._scope.cancel()


async def press_stop(work: Stoppable) -> None:
    await anyio.sleep(0.1)
    work.stop("the user pressed stop")


async def main() -> None:
    work = Stoppable()
    async with anyio.create_task_group() as tg:
        with work:
            tg.start_soon(press_stop, work)
            await anyio.sleep_forever()
        print("stopped:", work.reason)


anyio.run(main)
