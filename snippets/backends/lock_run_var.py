# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A RunVar holds one lock for each run, and needs no argument."""

import anyio
from anyio.lowlevel import RunVar

lock_of_run: RunVar[anyio.Lock] = RunVar("lock_of_run")


def order_lock() -> anyio.Lock:
    """The lock of the event loop that is running."""
    try:
        return lock_of_run.get()
    except LookupError:
        lock = anyio.Lock()
        lock_of_run.set(lock)
        return lock


async def place_order() -> str:
    async with order_lock():
        return "placed"


async def main() -> None:
    print(await place_order(), await place_order())
    print("one lock for the run:", order_lock() is order_lock())


for backend in ("asyncio", "trio"):
    print(f"-- {backend}")
    anyio.run(main, backend=backend)
