# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# older = ["older/cancel_scope_of_group.py"]
# ///
"""The first hit ends a search: asyncio's by an error, AnyIO's by a call."""

import asyncio

import anyio

ROOMS = range(1, 5)


class FoundError(Exception):
    pass


async def has_keys(room: int) -> bool:
    await anyio.sleep(room / 10)
    return room == 2


async def with_asyncio() -> None:
    async def search(room: int) -> None:
        if await has_keys(room):
            print("asyncio: the keys are in room", room)
            raise FoundError

    try:
        async with asyncio.TaskGroup() as tg:
            for room in ROOMS:
                tg.create_task(search(room))
    except* FoundError:
        pass


async def with_anyio() -> None:
    async def search(room: int) -> None:
        if await has_keys(room):
            print("AnyIO: the keys are in room", room)
            tg.cancel()

    async with anyio.create_task_group() as tg:
        for room in ROOMS:
            tg.start_soon(search, room)


async def main() -> None:
    await with_asyncio()
    await with_anyio()


anyio.run(main)
