# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A task that is started in a context runs in a copy of it."""

from contextvars import ContextVar, copy_context

import anyio

tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


async def import_data() -> None:
    print("data of", tenant.get())
    tenant.set("nobody again")


async def main() -> None:
    context = copy_context()
    context.run(tenant.set, "Ada")
    async with anyio.create_task_group() as tg:
        context.run(tg.start_soon, import_data)
    print("the context says:", context[tenant])
    print("main() works for", tenant.get())


anyio.run(main)
