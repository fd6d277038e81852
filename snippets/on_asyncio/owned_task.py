# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task of the group ends with the timeout, and its error comes out."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


async def upload() -> None:
    await anyio.sleep(0.4)
    raise OSError("disk full")


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        async with anyio.create_task_group() as task_group:
            task = task_group.create_task(upload())
            await anyio.sleep(60)
    print("timed out:", scope.cancelled_caught)
    print("upload stopped:", task.status.name)

    try:
        async with anyio.create_task_group() as task_group:
            task_group.create_task(upload())
            await anyio.sleep(60)
    except ExceptionGroup as group:
        print("error that you are told:", group.exceptions)


anyio.run(main)
