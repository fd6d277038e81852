# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task is started.

Probed: whether `start_soon()` returns None.
"""

import anyio


async def main() -> None:
    async with anyio.create_task_group() as tg:
        returned: object = tg.start_soon(anyio.sleep, 0)
        print("None:", returned is None)


anyio.run(main)
