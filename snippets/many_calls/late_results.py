# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Behind a shield the calls end late; are their results still read?"""

import anyio


async def commit(table: str) -> str:
    with anyio.fail_after(5, shield=True):
        await anyio.sleep(0.4)
    return f"{table} saved"


async def main() -> None:
    with anyio.move_on_after(0.2) as scope:
        print("gather():", await anyio.gather(commit("a"), commit("b")))
    print("cut:", scope.cancelled_caught)

    with anyio.move_on_after(0.2):
        async with anyio.create_task_group() as tg:
            handles = [tg.create_task(commit(name)) for name in "ab"]
    print("handles:", [handle.return_value for handle in handles])


anyio.run(main)
