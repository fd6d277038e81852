# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# ///
"""A nursery of a library's, whose task fails or is cancelled, inside one of the program's."""

from contextlib import suppress

import trio
from trio.testing import memory_stream_pair


class Once(trio.abc.Listener[trio.abc.Stream]):
    """Gives one stream, and no more."""

    def __init__(self) -> None:
        self.is_used = False

    async def accept(self) -> trio.abc.Stream:
        """Give it."""
        if self.is_used:
            await trio.sleep_forever()
        self.is_used = True
        return memory_stream_pair()[0]

    async def aclose(self) -> None:
        """Close nothing."""
        await trio.lowlevel.checkpoint()


async def refuse(_stream: trio.abc.Stream) -> None:
    await trio.sleep(0.1)
    raise ValueError


async def waits() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep_forever)


async def main() -> None:
    async with trio.open_nursery() as nursery:
        with suppress(Exception):
            await trio.serve_listeners(refuse, [Once()])
        nursery.start_soon(waits)
        with trio.move_on_after(0.1):
            await trio.sleep(1)
        await trio.sleep(0.1)
        nursery.cancel_scope.cancel()


trio.run(main)
