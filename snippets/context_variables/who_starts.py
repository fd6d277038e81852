# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The call that starts a task decides what the task sees."""

from collections.abc import Coroutine
from contextvars import ContextVar

import anyio
from anyio.abc import TaskGroup

request: ContextVar[str] = ContextVar("request", default="none")


async def send_mail(to: str) -> str:
    return f"mail to {to} for request {request.get()}"


async def handle(app_tasks: TaskGroup) -> Coroutine[None, None, str]:
    request.set("r1")
    soon = app_tasks.start_soon(send_mail, "ada")
    print(await soon)
    return send_mail("grace")  # made here, started elsewhere


async def main() -> None:
    async with anyio.create_task_group() as app_tasks:
        [later] = await anyio.gather(handle(app_tasks))
        print(await app_tasks.create_task(later))


anyio.run(main)
