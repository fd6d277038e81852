# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Four functions read all of their source before they give anything."""

from collections.abc import AsyncIterator

import anyio
from anyio.itertools import (
    combinations,
    combinations_with_replacement,
    permutations,
    product,
)


async def teams() -> AsyncIterator[str]:
    for team in "ABC":
        await anyio.sleep(0.01)
        print(" reads", team, end="")
        yield team
    print()


async def show(name: str, pairs: AsyncIterator[tuple[str, ...]]) -> None:
    print(name, end=":")
    print("   ", *["".join(pair) async for pair in pairs])


async def main() -> None:
    await show("combinations", combinations(teams(), 2))
    with_itself = combinations_with_replacement(teams(), 2)
    await show("combinations_with_replacement", with_itself)
    await show("permutations", permutations(teams(), 2))
    await show("product", product(teams(), "12"))


anyio.run(main)
