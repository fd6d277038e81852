# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Tasks and time: which halves of a checkpoint do the calls have?"""

from collections.abc import Awaitable, Callable

import anyio
from anyio import lowlevel


async def probe(name: str, call: Callable[[], Awaitable[object]]) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await call()
    async with anyio.create_task_group() as tg:
        neighbour = tg.start_soon(lowlevel.checkpoint)
        for _ in range(9):  # its turn comes after one call or two
            await call()
        has_run = neighbour.status.name == "FINISHED"
    print(f"{name:30}{scope.cancelled_caught!s:7}{has_run}")


async def main() -> None:
    maybe = lowlevel.checkpoint_if_cancelled
    uncut = lowlevel.cancel_shielded_checkpoint

    async def end_group(tasks: int) -> None:
        async with anyio.create_task_group() as tg:
            for _ in range(tasks):
                tg.start_soon(uncut)

    print(f"{'':30}check  schedule")
    await probe("checkpoint()", lowlevel.checkpoint)
    await probe("checkpoint_if_cancelled()", maybe)
    await probe("cancel_shielded_checkpoint()", uncut)
    await probe("sleep(0)", lambda: anyio.sleep(0))
    await probe("end of an empty task group", lambda: end_group(0))
    await probe("end of a group with a task", lambda: end_group(1))


anyio.run(main)
