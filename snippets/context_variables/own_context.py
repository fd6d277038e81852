# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/context_of_a_task.py"]
# ///
"""create_task() runs a task in a copy of the context that you give."""

from contextvars import ContextVar, copy_context

import anyio

tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


async def bill() -> str:
    billed = tenant.get()
    tenant.set(f"{billed}, billed")
    await anyio.sleep(0.1)
    return billed


async def main() -> None:
    contexts = [copy_context(), copy_context()]
    for context, name in zip(contexts, ("acme", "globex"), strict=True):
        context.run(tenant.set, name)
    async with anyio.create_task_group() as tg:
        bills = [tg.create_task(bill(), context=c) for c in contexts]
    print("the tasks saw:    ", [bill.return_value for bill in bills])
    print("the contexts have:", [context[tenant] for context in contexts])
    print("main has:         ", tenant.get())


anyio.run(main)
