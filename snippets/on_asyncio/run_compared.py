# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""anyio.run() starts the loop of asyncio.run(), but takes a function."""

import asyncio
import inspect

import anyio


async def describe() -> tuple[type[asyncio.AbstractEventLoop], bool]:
    loop = asyncio.get_running_loop()
    return type(loop), loop.get_debug()


async def start_another_loop() -> None:
    coroutine = describe()
    try:
        anyio.run(describe)
    except RuntimeError as error:
        print("nested anyio.run:", error)
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print("nested asyncio.run:", error)
    coroutine.close()


def pass_the_wrong_thing() -> None:
    coroutine = describe()
    try:
        anyio.run(coroutine)  # type: ignore[arg-type]
    except TypeError as error:
        print("anyio.run of a coroutine:", error)
    coroutine.close()
    try:
        asyncio.run(describe)  # type: ignore[arg-type]
    except (TypeError, ValueError):  # ValueError before Python 3.14
        print("asyncio.run of a function: refused")


backend = inspect.signature(anyio.run).parameters["backend"]
print("default backend:", backend.default)
same = anyio.run(describe) == asyncio.run(describe())
print("same loop class and debug flag:", same)
anyio.run(start_another_loop)
pass_the_wrong_thing()
