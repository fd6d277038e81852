# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A time limit leaves AnyIO's future alone, and cancels asyncio's."""

import asyncio

import anyio


async def main() -> None:
    kept: anyio.Future[str] = anyio.Future()
    with anyio.move_on_after(0.1):
        await kept
    print("AnyIO's:", kept.status.name)
    kept.return_value = "late"
    print("AnyIO's, set:", await kept)

    lost: asyncio.Future[str] = asyncio.Future()
    with anyio.move_on_after(0.1):
        await lost
    try:
        lost.set_result("late")
    except asyncio.InvalidStateError:
        print("asyncio's is cancelled:", lost.cancelled())


anyio.run(main)
