# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task starts with a copy of the variables of whoever starts it."""

from contextvars import ContextVar

import anyio

request: ContextVar[str] = ContextVar("request", default="none")


async def audit() -> None:
    print("audit starts with:", request.get())
    request.set("audit of " + request.get())
    await anyio.sleep(0.2)
    print("audit ends with:  ", request.get())


async def main() -> None:
    request.set("r1")
    async with anyio.create_task_group() as tg:
        tg.start_soon(audit)
        request.set("r2")
        await anyio.sleep(0.1)
        print("main has:         ", request.get())


anyio.run(main)
