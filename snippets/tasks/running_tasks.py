# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Which tasks are there, who started them, and are they cancelled?"""

import anyio
from anyio import TaskInfo


async def talk(client: str) -> None:
    await anyio.sleep(60)
    print(client, "hangs up")


async def serve() -> None:
    async with anyio.create_task_group() as tg:
        for client in ("Ada", "Bob"):
            tg.start_soon(talk, client, name=f"client {client}")


def show(task: TaskInfo, tasks: list[TaskInfo], depth: int = 0) -> None:
    mark = " (cancelled)" if task.has_pending_cancellation() else ""
    print(f"{'  ' * depth}{task.name}{mark}")
    children = [other for other in tasks if other.parent_id == task.id]
    for child in sorted(children, key=lambda child: str(child.name)):
        show(child, tasks, depth + 1)


async def main() -> None:
    me = anyio.get_current_task()
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep, 60, name="clock")
        server = tg.start_soon(serve, name="server")
        await anyio.sleep(0.1)
        show(me, anyio.get_running_tasks())
        server.cancel()
        show(me, anyio.get_running_tasks())
        await server.wait()
        show(me, anyio.get_running_tasks())
        tg.cancel()


anyio.run(main)
