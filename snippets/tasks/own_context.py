# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/context_of_a_task.py"]
# ///
"""create_task() runs the coroutine in a copy of the context you give it."""

from contextvars import ContextVar, copy_context

import anyio

tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


async def import_data() -> str:
    imported = f"data of {tenant.get()}"
    tenant.set("nobody again")
    return imported


async def main() -> None:
    context = copy_context()
    context.run(tenant.set, "Ada")
    async with anyio.create_task_group() as tg:
        handle = tg.create_task(import_data(), context=context)
        print(await handle)
    print("the context says:", context[tenant])
    print("main() works for", tenant.get())


anyio.run(main)
