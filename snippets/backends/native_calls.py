# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A backend's own call works on that backend only; AnyIO's works on both."""

import asyncio
from collections.abc import Awaitable, Callable

import anyio
import trio

SLEEPS: dict[str, Callable[[float], Awaitable[None]]] = {
    "asyncio.sleep": asyncio.sleep,
    "trio.sleep": trio.sleep,
    "anyio.sleep": anyio.sleep,
}


async def main() -> None:
    for name, sleep in SLEEPS.items():
        try:
            await sleep(0.01)
        except RuntimeError as error:
            print(f"{name:<13} {type(error).__name__}")
        else:
            print(f"{name:<13} works")


for backend in ("asyncio", "trio"):
    print(f"-- {backend}")
    anyio.run(main, backend=backend)
