# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Only backend="trio" chooses Trio; that Trio is imported changes nothing."""

import anyio
import trio


async def which_loop() -> str:
    loop = "Trio" if trio.lowlevel.in_trio_run() else "asyncio"
    return f"{loop}, {anyio.get_cancelled_exc_class().__name__}"


print("no backend named:", anyio.run(which_loop))
print("backend='trio':  ", anyio.run(which_loop, backend="trio"))
