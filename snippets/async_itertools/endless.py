# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Endless iterators check for a cancellation at each item."""

from contextlib import aclosing

import anyio
from anyio.itertools import count, cycle, repeat


async def main() -> None:
    async with aclosing(cycle(["red", "blue"])) as servers:
        for request in ("a", "b", "c"):
            print("request", request, "to", await anext(servers))

    print([answer async for answer in repeat("no", 3)])

    for name, endless in (
        ("count", count(10, 5)),
        ("cycle", cycle("abc")),
        ("repeat", repeat("again")),
    ):
        with anyio.move_on_after(0.1) as scope:
            async for _ in endless:
                pass
        print(name, "was cut:", scope.cancelled_caught)


anyio.run(main)
