# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A task awaits what isn't for an event loop, and gets an error from it."""

from collections.abc import Generator

import anyio


class Wrong:
    def __await__(self) -> Generator[int, None, None]:
        yield 1


async def main() -> None:
    with anyio.move_on_after(1):
        try:
            await Wrong()
        except RuntimeError as error:
            print(error)
        await anyio.sleep(0.05)


anyio.run(main)
