# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An AsyncExitStack holds as many open resources as a list names."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio


@asynccontextmanager
async def connect(host: str) -> AsyncIterator[str]:
    with anyio.fail_after(5):
        await anyio.sleep(0.1)  # until the host answers
    if host == "moon":
        raise ConnectionError(f"no route to {host}")
    print("open", host)
    try:
        yield f"connection to {host}"
    finally:
        print("close", host)


async def use_all(hosts: list[str]) -> None:
    async with AsyncExitStack() as stack:
        connections = []
        for host in hosts:
            context = connect(host)
            connections.append(await stack.enter_async_context(context))
        await anyio.sleep(0.1)  # what they are for
        print("used", len(connections), "connections")


async def main() -> None:
    await use_all(["paris", "oslo", "lima"])
    print("with a host that can't be reached:")
    try:
        await use_all(["paris", "oslo", "moon"])
    except ConnectionError as error:
        print("failed:", error)


anyio.run(main)
