# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Until started(), the caller's scopes cancel a task, and not its group."""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskGroup, TaskStatus


async def session(
    *, task_status: TaskStatus[str] = TASK_STATUS_IGNORED
) -> None:
    await anyio.sleep(0.3)
    print("logged in")
    task_status.started("token")
    await anyio.sleep(0.1)
    print("session in use")


async def log_in(sessions: TaskGroup) -> None:
    print("got a", await sessions.start(session))


async def main() -> None:
    async with (
        anyio.create_task_group() as callers,
        anyio.create_task_group() as sessions,
    ):
        callers.start_soon(log_in, sessions)
        await anyio.sleep(0.1)
        sessions.cancel()
        print("sessions cancelled")


anyio.run(main)
