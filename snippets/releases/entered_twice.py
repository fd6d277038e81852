# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task group is entered a second time.

Probed: whether that works, and which error it raises otherwise.
"""

import anyio


async def main() -> None:
    group = anyio.create_task_group()
    async with group:
        pass
    try:
        async with group:
            print("entered again")
        print("left again")
    except Exception as error:
        print("error:", type(error).__name__)


anyio.run(main)
