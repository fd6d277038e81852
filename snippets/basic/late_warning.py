# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "basic/awaited_check.py"
# leaves = ["coroutine"]
# ///
"""The warning names the line where the coroutine object goes away."""

import sys

import anyio


async def may_delete(user: str) -> bool:
    await anyio.sleep(0.1)
    return user == "alice"


async def main() -> None:
    allowed = may_delete("mallory")
    if allowed:
        print("mallory deletes the record")
    del allowed  # at the latest, the end of the function does this


# coroutines remember one line of where they were made
sys.set_coroutine_origin_tracking_depth(1)
anyio.run(main)
