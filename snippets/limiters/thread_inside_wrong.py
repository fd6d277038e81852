# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "limiters/held_once.py"
# ///
"""Wrong: a task that holds a token, and a thread that needs one."""

import anyio
from anyio import to_thread


def load() -> str:
    return "loaded"


async def main() -> None:
    for tokens in (2, 1):
        limiter = anyio.CapacityLimiter(tokens)
        try:
            async with limiter:
                with anyio.fail_after(0.3):
                    print(await to_thread.run_sync(load, limiter=limiter))
        except (RuntimeError, TimeoutError) as error:
            print(f"{tokens} in all: {type(error).__name__}")


anyio.run(main)
