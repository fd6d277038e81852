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


async def worker(
    name: str,
    running: set[str],
    seconds: float,
    *,
    task_status: TaskStatus[None],
) -> None:
    running.add(name)
    task_status.started()
    try:
        await anyio.sleep(seconds)
    finally:
        running.remove(name)


async def run_group(
    seconds: float, body: Callable[[], Awaitable[None]]
) -> None:
    running: set[str] = set()
    ran = 0
    try:
        async with anyio.create_task_group() as tg:
            for name in ("a", "b", "c"):
                await tg.start(worker, name, running, seconds)
            ran = len(running)
            await body()
    finally:
        print(f"  {ran} tasks ran, {len(running)} are left")


async def do_nothing() -> None:
    pass


async def fail() -> None:
    raise ConnectionError("the peer is gone")


async def main() -> None:
    print("the tasks come to their end:")
    await run_group(0.3, do_nothing)
    print("the body of the group fails:")
    try:
        await run_group(60, fail)
    except ExceptionGroup as group:
        print("  and the caller gets", repr(group.exceptions[0]))
    print("a time limit passes:")
    with anyio.move_on_after(0.1):
        await run_group(60, anyio.sleep_forever)


anyio.run(main)
