# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""Errors of a task group: an except of AnyIO 3, one of AnyIO 4."""

import anyio


async def fetch() -> None:
    raise ConnectionError("refused")


async def fetch_all(calls: int) -> None:
    async with anyio.create_task_group() as tg:
        for _ in range(calls):
            tg.start_soon(fetch)


async def main() -> None:
    try:
        await fetch_all(1)
    except ConnectionError as error:
        print("except ConnectionError: caught", error)
    except BaseException as error:
        print("except ConnectionError: missed", type(error).__name__)
    for calls in (1, 2):
        try:
            try:
                await fetch_all(calls)
            except* ConnectionError as group:
                count = len(group.exceptions)
                print(f"except*, errors: {calls}, caught: {count}")
        except BaseException:
            print(f"except*, errors: {calls}, missed")
    print("anyio.ExceptionGroup:", hasattr(anyio, "ExceptionGroup"))


anyio.run(main)
