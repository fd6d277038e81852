# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Two tasks can't read from one of these iterators at the same time."""

import itertools
from contextlib import aclosing

import anyio
from anyio.itertools import count


async def main() -> None:
    async with aclosing(count(1)) as shared:

        async def take() -> int | str:
            try:
                return await anext(shared)
            except RuntimeError as error:
                return str(error)

        tickets = await anyio.gather(take(), take())
        print(*sorted(tickets, key=str), sep=", ")

    plain = itertools.count(1)

    async def take_plain() -> int:
        await anyio.sleep(0.01)
        return next(plain)

    tickets = await anyio.gather(take_plain(), take_plain())
    print(*sorted(tickets), sep=", ")


anyio.run(main)
