# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""amap() starts a call for each item at once, also if a later one fails."""

from collections.abc import Iterator

import anyio


def orders() -> Iterator[str]:
    for order in ("tea", "milk"):
        print("  read", order)
        yield order
    raise ValueError("line 3 is damaged")


async def ship(order: str) -> None:
    print("  label printed")
    await anyio.sleep(0.1)
    print("  shipped", order)


async def main() -> None:
    print("as they are read:")
    try:
        await anyio.amap(ship, orders())
    except* ValueError as group:
        print(" ", group.exceptions)

    print("read first:")
    try:
        batch = list(orders())
        await anyio.amap(ship, batch)
    except ValueError as error:
        print("  nothing done:", error)


anyio.run(main)
