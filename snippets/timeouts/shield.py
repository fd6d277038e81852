# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A shielded commit finishes after the deadline; what follows it is cut."""

import anyio


async def commit(seconds: float) -> None:
    await anyio.sleep(seconds)
    print("  committed")


async def notify_subscribers() -> None:
    await anyio.sleep(60)
    print("  subscribers notified")


async def save_order(commit_seconds: float) -> None:
    # half a commit is worse than a late one, but 0.5 s are enough
    with anyio.fail_after(0.5, shield=True):
        await commit(commit_seconds)
    await notify_subscribers()


async def main() -> None:
    for commit_seconds in (0.3, 60):
        print(f"the commit takes {commit_seconds} s")
        try:
            with anyio.move_on_after(0.1) as scope:
                await save_order(commit_seconds)
            print("  gave up:", scope.cancelled_caught)
        except TimeoutError:
            print("  nobody knows whether it is committed")


anyio.run(main)
