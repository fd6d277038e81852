# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Any task may release a semaphore; a limiter knows its borrowers."""

import anyio


async def eat(seconds: float, tables: anyio.Semaphore) -> None:
    try:
        await anyio.sleep(seconds)
    finally:
        tables.release()


async def leave(room: anyio.CapacityLimiter) -> None:
    try:
        room.release()
    except RuntimeError as error:
        print("released by another task:", type(error).__name__)


async def main() -> None:
    tables = anyio.Semaphore(2, max_value=2)
    async with anyio.create_task_group() as tg:
        for guest, seconds in enumerate((0.2, 0.3, 0.2)):
            await tables.acquire()
            print(f"guest {guest} sits down, free: {tables.value}")
            tg.start_soon(eat, seconds, tables, name=f"guest {guest}")
    print("free:", tables.value)

    room = anyio.CapacityLimiter(2)
    async with room, anyio.create_task_group() as tg:
        tg.start_soon(leave, room)


anyio.run(main)
