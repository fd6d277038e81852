# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""While wait_all_tasks_blocked() waits, a short timer may go off."""

import anyio
from anyio.lowlevel import checkpoint


async def reply(log: list[str], steps: int) -> None:
    for _ in range(steps):
        await checkpoint()
    await anyio.sleep(0.05)
    log.append("replied")


async def main() -> None:
    for steps in 0, 5:
        log: list[str] = []
        async with anyio.create_task_group() as tg:
            tg.start_soon(reply, log, steps)
            start = anyio.current_time()
            await anyio.wait_all_tasks_blocked()
            took = anyio.current_time() - start
            print(f"{steps} steps: {log}, waited: {took > 0.04}")


anyio.run(main)
