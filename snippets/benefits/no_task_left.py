# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""However a task group ends, no task of it is left."""

import sys
from collections.abc import Awaitable, Callable

import anyio
from anyio.abc import TaskStatus

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup

Work = Callable[[], Awaitable[None]]


async def worker(
    running: list[Work], work: Work, *, task_status: TaskStatus[None]
) -> None:
    running.append(work)
    task_status.started()
    try:
        await work()
    finally:
        running.remove(work)


async def run_group(task: Work, last_task: Work, body: Work) -> None:
    running: list[Work] = []
    ran = 0
    try:
        async with anyio.create_task_group() as tg:
            for work in (task, task, last_task):
                await tg.start(worker, running, work)
            ran = len(running)
            await body()
    finally:
        print(f"  {ran} tasks ran, {len(running)} are left")


async def end() -> None:
    await anyio.sleep(0.1)


async def do_nothing() -> None:
    pass


async def fail() -> None:
    await anyio.sleep(0.1)
    raise ConnectionError("the peer is gone")


async def main() -> None:
    print("the tasks come to their end:")
    await run_group(end, end, do_nothing)
    for failing, work, body in (
        ("the body", anyio.sleep_forever, fail),
        ("a task", fail, anyio.sleep_forever),
    ):
        print(f"{failing} of the group fails:")
        try:
            await run_group(anyio.sleep_forever, work, body)
        except ExceptionGroup as group:
            print("  and the caller gets", repr(group.exceptions[0]))
    print("a time limit passes:")
    with anyio.move_on_after(0.1):
        await run_group(
            anyio.sleep_forever, anyio.sleep_forever, anyio.sleep_forever
        )


anyio.run(main)
