# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A child that ends with its block, however that is left."""

import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import anyio
from anyio.abc import Process

BACKUP = """
import time
time.sleep(60)
print("backup: finished", flush=True)
"""


@asynccontextmanager
async def killed_at_end(command: Sequence[str]) -> AsyncIterator[Process]:
    async with await anyio.open_process(
        command, stdout=None, stderr=None
    ) as child:
        try:
            yield child
        finally:
            with suppress(ProcessLookupError):  # it has ended already
                child.kill()


async def main() -> None:
    try:
        async with killed_at_end([sys.executable, "-c", BACKUP]) as child:
            raise ValueError("no room")
    except ValueError as error:
        print("the program:", error)
    print("was killed:", child.returncode != 0)

    async with killed_at_end([sys.executable, "-c", ""]) as child:
        await child.wait()
    print("ended by itself:", child.returncode == 0)


anyio.run(main)
