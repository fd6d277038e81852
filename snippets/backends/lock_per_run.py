# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A lock made inside the run belongs to that run, on any backend."""

import anyio


async def place_order(lock: anyio.Lock) -> str:
    async with lock:
        return "placed"


async def main() -> str:
    lock = anyio.Lock()
    return await place_order(lock)


for backend in ("asyncio", "trio"):
    print(backend, anyio.run(main, backend=backend))
