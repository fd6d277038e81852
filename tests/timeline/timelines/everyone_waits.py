# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Who waits until all others wait goes on after what they have done."""

import anyio
from anyio.lowlevel import checkpoint


async def work(name: str) -> None:
    await checkpoint()
    print(name, "is ready")
    await anyio.sleep(1)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(work, "a")
        tg.start_soon(work, "b")
        await anyio.wait_all_tasks_blocked()
        print("all wait")


anyio.run(main)
