# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""In a test, wait until every other task waits, in place of a sleep()."""

import anyio


async def guest(name: str, door: anyio.Event, inside: list[str]) -> None:
    await door.wait()
    inside.append(name)


async def main() -> None:
    door = anyio.Event()
    inside: list[str] = []
    async with anyio.create_task_group() as tg:
        tg.start_soon(guest, "Ada", door, inside)
        tg.start_soon(guest, "Bob", door, inside)
        print("waiting:", door.statistics().tasks_waiting)
        await anyio.wait_all_tasks_blocked()
        print("waiting:", door.statistics().tasks_waiting)
        door.set()
        print("inside:", sorted(inside))
        await anyio.wait_all_tasks_blocked()
        print("inside:", sorted(inside))


anyio.run(main)
