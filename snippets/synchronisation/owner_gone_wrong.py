# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "synchronisation/lock.py"
# ///
"""Wrong: a task that ends and keeps the lock."""

import anyio


async def import_rows(lock: anyio.Lock) -> None:
    await lock.acquire()
    await anyio.sleep(0.2)
    # the release is missing


async def export_rows(lock: anyio.Lock) -> None:
    try:
        with anyio.fail_after(0.5):
            await lock.acquire()
    except Exception as error:
        cls = type(error)
        print(f"{cls.__module__}.{cls.__name__}")
        print("AnyIO's:", isinstance(error, anyio.BrokenResourceError))


async def main() -> None:
    lock = anyio.Lock()
    async with anyio.create_task_group() as tg:
        tg.start_soon(import_rows, lock)
        await anyio.sleep(0.1)
        tg.start_soon(export_rows, lock)


anyio.run(main)
