# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""One error in a task group: an except of AnyIO 3, one of AnyIO 4."""

import anyio


async def fetch() -> None:
    await anyio.sleep(0.1)
    raise ConnectionError("refused")


async def fetch_all() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch)
        tg.start_soon(anyio.sleep, 60)


async def main() -> None:
    try:
        await fetch_all()
    except ConnectionError as error:
        print("except ConnectionError: caught", error)
    except BaseException as error:
        print("except ConnectionError: missed", type(error).__name__)
    try:
        await fetch_all()
    except* ConnectionError as group:
        print("except* ConnectionError: caught", group.exceptions)
    print("anyio.ExceptionGroup:", hasattr(anyio, "ExceptionGroup"))


anyio.run(main)
