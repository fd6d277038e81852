# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A function checks first, and lets others run only when nothing can be lost."""

import anyio
from anyio import lowlevel

tickets = [3, 2, 1]


async def take_and_lose() -> int:
    ticket = tickets.pop()
    await lowlevel.checkpoint()
    return ticket


async def take() -> int:
    await lowlevel.checkpoint_if_cancelled()
    ticket = tickets.pop()
    await lowlevel.cancel_shielded_checkpoint()
    return ticket


async def main() -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        print("got", await take_and_lose())
    print("left after a cancelled take_and_lose():", tickets)

    with anyio.CancelScope() as scope:
        scope.cancel()
        print("got", await take())
    print("left after a cancelled take():", tickets)

    print("got", await take())


anyio.run(main)
