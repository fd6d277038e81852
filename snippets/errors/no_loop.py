# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""What needs an event loop says so without one."""

import asyncio
from collections.abc import Callable

import anyio


def report(what: str, call: Callable[[], object]) -> None:
    try:
        call()
    except RuntimeError as error:
        print(f"{what}: {type(error).__name__}: {error}")
    else:
        print(f"{what}: needs none")


async def in_callback() -> None:
    told = anyio.Event()

    def callback() -> None:
        report("in a callback", anyio.get_current_task)
        told.set()

    asyncio.get_running_loop().call_soon(callback)
    await told.wait()


report("a task group", anyio.create_task_group)
report("an event", anyio.Event)
report("asyncio's loop", asyncio.get_running_loop)
anyio.run(in_callback)
