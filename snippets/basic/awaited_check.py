# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""With await, the check runs, and the if statement sees its answer."""

import anyio


async def may_delete(user: str) -> bool:
    await anyio.sleep(0.1)
    return user == "alice"


async def main() -> None:
    for user in ("alice", "mallory"):
        if await may_delete(user):
            print(user, "deletes the record")
        else:
            print(user, "is refused")


anyio.run(main)
