# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/stack_in_a_class.py"]
# ///
"""The mixin refuses a second entry in the block, and only there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Session(anyio.AsyncContextManagerMixin):
    """For one `async with` block."""

    def __init__(self) -> None:
        self._entered = False

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Session"]:
        if self._entered:
            raise RuntimeError("a Session is for one block")
        self._entered = True
        async with anyio.create_task_group() as tg:
            tg.start_soon(anyio.sleep, 0.2)  # the end waits for it
            yield self


async def enter(session: Session, when: str) -> None:
    try:
        async with session:
            print(f"{when}: allowed")
    except RuntimeError as error:
        print(f"{when}: {error}")


async def enter_later(session: Session) -> None:
    await anyio.sleep(0.1)
    await enter(session, "while it closes")


async def main() -> None:
    session = Session()
    async with anyio.create_task_group() as tg, session:
        await enter(session, "in the block")
        tg.start_soon(enter_later, session)
    await enter(session, "after it")


anyio.run(main)
