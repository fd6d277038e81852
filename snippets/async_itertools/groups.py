# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""groupby() gives lists, and a group only when the next one has begun."""

from collections.abc import AsyncIterator

import anyio
from anyio.itertools import groupby

EVENTS = ("mon start", "mon stop", "tue start", "mon late")


async def events() -> AsyncIterator[str]:
    for event in EVENTS:
        await anyio.sleep(0.01)
        print("event:", event)
        yield event
    print("no more events")


async def day(event: str) -> str:
    return event.split()[0]


async def main() -> None:
    async for key, group in groupby(events(), day):
        print("  group:", key, group)

    print("sorted first:")
    async for key, group in groupby(sorted(EVENTS), day):
        print("  group:", key, len(group))


anyio.run(main)
