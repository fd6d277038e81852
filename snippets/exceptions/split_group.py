# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""split() divides a group by type, on every Python and at every depth."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


async def fetch(url: str) -> None:
    await anyio.sleep(0.1)
    raise ConnectionError(f"no answer from {url}")


async def fetch_page() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch, "/logo.png")


async def main() -> None:
    unexpected = None
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(fetch_page)
    except ExceptionGroup as group:
        print("direct:", [type(e).__name__ for e in group.exceptions])
        expected, unexpected = group.split(ConnectionError)
        print("expected:", expected is not None)
    if unexpected is not None:
        raise unexpected


anyio.run(main)
