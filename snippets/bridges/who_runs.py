# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""Which tasks there are, as asyncio lists them and as AnyIO does."""

import asyncio

import anyio


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep, 0.1, name="napper")
        await anyio.wait_all_tasks_blocked()

        task = asyncio.current_task()
        assert task is not None
        info = anyio.get_current_task()
        print("the same name:", task.get_name() == info.name)
        number = id(task)
        print("the same id:", number == info.id)

        names = sorted(each.get_name() for each in asyncio.all_tasks())
        print("asyncio lists napper:", "napper" in names)
        infos = anyio.get_running_tasks()
        print("AnyIO lists the same:", len(infos) == len(names))
        napper = next(each for each in infos if each.name == "napper")
        print(
            "napper is about to be cancelled:",
            napper.has_pending_cancellation(),
        )


anyio.run(main)
