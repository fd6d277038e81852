# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""A task waits for a lock whose owner has ended without releasing it.

Probed: whether it waits on, and which error ends that.
"""

import anyio


async def main() -> None:
    lock = anyio.Lock()
    async with anyio.create_task_group() as tg:
        tg.start_soon(lock.acquire)
    try:
        with anyio.move_on_after(0.5) as scope:
            await lock.acquire()
        print("waited on:", scope.cancelled_caught)
    except Exception as error:
        package = type(error).__module__.partition(".")[0]
        print(f"{package}: {type(error).__name__}")


anyio.run(main)
