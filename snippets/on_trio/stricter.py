# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Trio refuses two mistakes that asyncio lets pass."""

import inspect

import anyio
from anyio import to_thread


async def enter_one_scope_twice() -> str:
    scope = anyio.CancelScope()
    with scope:
        pass
    try:
        with scope:
            pass
    except RuntimeError as error:
        return type(error).__name__
    return "allowed"


async def report() -> None:
    """An async function, which has no place in a thread."""


async def send_async_function_to_thread() -> str:
    try:
        result = await to_thread.run_sync(report)
    except TypeError as error:
        return type(error).__name__
    if inspect.iscoroutine(result):
        result.close()
    return f"returned a {type(result).__name__} that never ran"


async def main() -> None:
    print("scope entered twice:", await enter_one_scope_twice())
    print("async function:", await send_async_function_to_thread())


anyio.run(main)
