# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Timer, threading.local and Condition, and what tasks have."""

import threading
from contextvars import ContextVar

import anyio

local = threading.local()
user: ContextVar[str] = ContextVar("user")


def with_threads() -> None:
    local.user = "Ada"
    seen: list[bool] = []
    changed = threading.Condition()

    def note() -> None:
        with changed:
            seen.append(hasattr(local, "user"))
            changed.notify_all()

    timer = threading.Timer(0.1, note)
    with changed:
        timer.start()
        changed.wait_for(lambda: seen)
    timer.join()
    print("a thread sees local.user:", seen[0])


async def with_tasks() -> None:
    user.set("Ada")
    seen: list[bool] = []
    changed = anyio.Condition()

    async def note() -> None:
        await anyio.sleep(0.1)
        async with changed:
            seen.append(user.get("nobody") == "Ada")
            changed.notify_all()

    async with anyio.create_task_group() as tg:
        tg.start_soon(note)
        async with changed:
            await changed.wait_for(lambda: bool(seen))
    print("a task sees user:", seen[0])


with_threads()
anyio.run(with_tasks)
