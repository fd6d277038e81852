# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "basic/awaited_check.py"
# leaves = ["coroutine"]
# ///
"""Without await, the check does not run, and its coroutine is truthy."""

import anyio


async def may_delete(user: str) -> bool:
    await anyio.sleep(0.1)
    return user == "alice"


async def main() -> None:
    for user in ("alice", "mallory"):
        if may_delete(user):
            print(user, "deletes the record")
        else:
            print(user, "is refused")


anyio.run(main)
