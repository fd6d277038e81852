# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# leaves = ["resource"]
# right = "resources/closed_generator.py"
# timeline = "none"
# ///
"""A break leaves a generator open, and its cleanup to the event loop."""

from collections.abc import AsyncGenerator

import anyio

log: list[str] = []


async def rows() -> AsyncGenerator[int, None]:
    try:
        for row in range(100):
            yield row
    finally:
        log.append("cleanup begins")
        await anyio.sleep(0.1)  # such as a rollback
        log.append("cleanup ends")


async def main() -> None:
    async for row in rows():
        log.append(f"row {row}")
        break
    log.append("after the loop")
    await anyio.sleep(0.5)
    print(*log, sep="\n")


anyio.run(main)
