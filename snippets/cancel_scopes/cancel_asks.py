# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""cancel() asks: the block goes on, and ends at its next checkpoint."""

import anyio
from anyio import lowlevel


def report(scope: anyio.CancelScope) -> None:
    print("    cancel_called:", scope.cancel_called)
    print("    cancelled_caught:", scope.cancelled_caught)


async def main() -> None:
    print("cancelled inside:")
    with anyio.CancelScope() as inside:
        inside.cancel()
        print("    the line after cancel()")
        await lowlevel.checkpoint()
        print("    the line after a checkpoint")
    report(inside)

    print("cancelled before the block:")
    before = anyio.CancelScope()
    before.cancel()
    with before:
        print("    the first line of the block")
        await lowlevel.checkpoint()
        print("    the line after a checkpoint")
    report(before)

    print("cancelled at the end:")
    with anyio.CancelScope() as at_the_end:
        await lowlevel.checkpoint()
        at_the_end.cancel()
    report(at_the_end)


anyio.run(main)
