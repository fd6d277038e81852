# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The first of several events ends the waits for the others."""

import anyio


async def first_of(**events: anyio.Event) -> str:
    first: list[str] = []

    async def wait_for(name: str) -> None:
        await events[name].wait()
        first.append(name)
        tg.cancel()

    async with anyio.create_task_group() as tg:
        for name in events:
            tg.start_soon(wait_for, name, name=name)
    return first[0]


async def main() -> None:
    stop, reload = anyio.Event(), anyio.Event()
    async with anyio.create_task_group() as tg:
        first = tg.create_task(first_of(stop=stop, reload=reload))
        await anyio.sleep(0.1)
        reload.set()
    print("first:", first.return_value)
    print("still waiting for stop:", stop.statistics().tasks_waiting)


anyio.run(main)
