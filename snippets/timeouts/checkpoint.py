# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""In a cancelled scope, a checkpoint raises; other awaits go through."""

from collections.abc import Callable, Coroutine

import anyio
from anyio.functools import lru_cache

Call = Callable[[], Coroutine[object, object, object]]


async def compute() -> int:
    return sum(range(1000))


@lru_cache
async def load(key: str) -> str:
    await anyio.sleep(0)
    return f"value of {key}"


async def save() -> None:
    with anyio.move_on_after(5, shield=True):
        await anyio.sleep(0.1)


async def leave_group(*calls: Call) -> None:
    async with anyio.create_task_group() as tg:
        for call in calls:
            tg.start_soon(call)


async def main() -> None:
    event = anyio.Event()
    event.set()
    await load("a")  # from now on in the cache
    awaits: dict[str, Call] = {
        "sleep(0)": lambda: anyio.sleep(0),
        "wait() for an event that is set": event.wait,
        "a call of your own": compute,
        "a value from lru_cache": lambda: load("a"),
        "an empty task group": leave_group,
        "a group that waits": lambda: leave_group(anyio.sleep_forever),
        "a group that saves": lambda: leave_group(save),
    }
    for name, call in awaits.items():
        with anyio.CancelScope() as scope:
            scope.cancel()
            await call()
        print(f"{name}: {scope.cancelled_caught}")


anyio.run(main)
