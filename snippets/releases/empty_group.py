# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A task group without tasks is left.

Probed: whether a task that is ready runs meanwhile.
"""

import anyio


async def other() -> None:
    print("the other task")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(other)
        async with anyio.create_task_group():
            pass
        print("the empty group is left")


anyio.run(main)
