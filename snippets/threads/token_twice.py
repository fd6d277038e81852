# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "threads/shared_limiter.py"
# ///
"""A task that holds a token asks for a second one for its thread."""

import anyio
from anyio import to_thread


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    async with limiter:
        try:
            with anyio.fail_after(0.3, reason="no token was free"):
                await to_thread.run_sync(print, "ran", limiter=limiter)
        except (RuntimeError, TimeoutError) as error:
            print(f"{type(error).__name__}: {error}")


anyio.run(main)
