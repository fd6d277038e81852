# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
# ///
"""A scope that another task leaves, in the words of each loop."""

import re

import anyio


async def own(
    scope: anyio.CancelScope, entered: anyio.Event, done: anyio.Event
) -> None:
    with scope:
        entered.set()
        await done.wait()
    print("left by its own task")


async def main() -> None:
    scope = anyio.CancelScope()
    entered, done = anyio.Event(), anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(own, scope, entered, done)
        await entered.wait()
        try:
            scope.__exit__(None, None, None)
        except RuntimeError as error:
            said = str(error).splitlines()[0]
            said = re.sub(r"<trio.*?>", "SCOPE", said)
            print(re.sub(r"<Task.*>", "TASK", said))
        done.set()


anyio.run(main)
