# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A lock of the module is used in a run on asyncio, and in one on Trio.

Probed: whether the second run can take it.
"""

import anyio

lock = anyio.Lock()


async def main() -> None:
    async with lock:
        print("taken")


anyio.run(main)
try:
    anyio.run(main, backend="trio")
except RuntimeError as error:
    print("RuntimeError:", error)
