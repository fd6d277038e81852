# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# leaves = ["coroutine"]
# timeline = "none"
# ///
"""A callback of asyncio's loop may be no place to start a task: wake one."""

import asyncio

import anyio


async def reload() -> None:
    print("  reloaded")


async def reload_when(changed: anyio.Event) -> None:
    await changed.wait()
    await reload()


async def main() -> None:
    changed = anyio.Event()
    async with anyio.create_task_group() as tg:

        def start_reload() -> None:
            try:
                tg.start_soon(reload)
            except anyio.NoEventLoopError:
                print("  can't start a task here")

        tg.start_soon(reload_when, changed)
        await anyio.wait_all_tasks_blocked()
        loop = asyncio.get_running_loop()
        loop.call_soon(start_reload)
        await anyio.sleep(0.1)
        await anyio.to_thread.run_sync(
            loop.call_soon_threadsafe, start_reload
        )
        loop.call_soon(changed.set)


print("anyio.run()")
anyio.run(main)
print("asyncio.run()")
asyncio.run(main())
