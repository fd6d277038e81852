# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""However a task group ends, no task of it is left."""

import sys
from collections.abc import Callable, Coroutine

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup

Work = Callable[[], Coroutine[object, object, None]]


async def run_group(task: Work, last_task: Work, body: Work) -> None:
    before = len(anyio.get_running_tasks())
    started = 0
    try:
        async with anyio.create_task_group() as tg:
            for work in (task, task, last_task):
                tg.start_soon(work)
            started = len(anyio.get_running_tasks()) - before
            await body()
    finally:
        left = len(anyio.get_running_tasks()) - before
        print(f"  {started} tasks started, {left} are left")


async def end() -> None:
    await anyio.sleep(0.1)


async def fail() -> None:
    await anyio.sleep(0.1)
    raise ConnectionError("the peer is gone")


async def main() -> None:
    forever = anyio.sleep_forever
    print("the tasks come to their end:")
    await run_group(end, end, end)
    for failing, last_task, body in (
        ("the body", forever, fail),
        ("a task", fail, forever),
    ):
        print(f"{failing} of the group fails:")
        try:
            await run_group(forever, last_task, body)
        except ExceptionGroup as group:
            print("  and the caller gets", repr(group.exceptions[0]))
    print("a time limit passes:")
    with anyio.move_on_after(0.1):
        await run_group(forever, forever, forever)


anyio.run(main)
