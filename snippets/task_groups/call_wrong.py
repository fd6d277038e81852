# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "task_groups/function_and_arguments.py"
# leaves = ["coroutine"]
# ///
"""start_soon() with a call instead of a function fails in the group."""

import warnings

import anyio

# Python would warn, too: "coroutine 'fetch' was never awaited"
warnings.simplefilter("ignore", RuntimeWarning)


async def fetch(page: str, retries: int = 3) -> str:
    await anyio.sleep(0.1)
    return f"{page}, up to {retries} retries"


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(fetch("news"))  # type: ignore[arg-type]
    except* TypeError as group:
        print(group.exceptions)


anyio.run(main)
