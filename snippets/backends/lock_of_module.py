# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "backends/lock_per_run.py"
# ///
"""A lock that one run has used stays bound to that run's backend."""

import anyio

lock = anyio.Lock()


async def place_order() -> str:
    async with lock:
        return "placed"


for backend in ("asyncio", "trio"):
    try:
        print(backend, anyio.run(place_order, backend=backend))
    except RuntimeError as error:
        print(backend, type(error).__name__)
