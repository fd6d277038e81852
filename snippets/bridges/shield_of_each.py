# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""shield() of asyncio leaves at once; AnyIO's shield stays and waits."""

import asyncio

import anyio


async def save() -> None:
    await anyio.sleep(0.3)
    print("  saved")


async def with_asyncio(saving: asyncio.Task[None]) -> None:
    try:
        await asyncio.wait_for(asyncio.shield(saving), 0.1)
    except (TimeoutError, asyncio.TimeoutError):
        print("  left before it was saved")


async def with_anyio() -> None:
    with anyio.move_on_after(0.1):
        with anyio.CancelScope(shield=True):
            await save()
        await anyio.lowlevel.checkpoint()
    print("  left after it was saved")


async def main() -> None:
    print("asyncio")
    saving = asyncio.create_task(save())
    await with_asyncio(saving)
    await saving
    print("AnyIO")
    await with_anyio()


anyio.run(main)
