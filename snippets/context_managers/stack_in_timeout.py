# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "context_managers/exit_stack.py"
# ///
"""A timeout ends while a task group that was opened in it is open."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio


@asynccontextmanager
async def connect(host: str) -> AsyncIterator[str]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)  # stands for keep-alives
        yield f"connection to {host}"
        tg.cancel_scope.cancel()


async def main() -> None:
    async with AsyncExitStack() as stack:
        with anyio.fail_after(5):
            context = connect("paris")
            connection = await stack.enter_async_context(context)
        print("using the", connection)


def innermost(error: BaseException) -> BaseException:
    while inner := getattr(error, "exceptions", None):
        error = inner[0]
    return error


try:
    anyio.run(main)
except BaseException as error:
    error = innermost(error)
    first_words = str(error).partition(":")[0]
    print(f"{type(error).__name__}: {first_words}")
