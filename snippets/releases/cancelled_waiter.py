# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task that waits for a lock is cancelled just before the lock is released.

Probed: whether the next task gets the lock, which nobody holds.
"""

import anyio


async def wait_for_lock(lock: anyio.Lock, scope: anyio.CancelScope) -> None:
    with scope:
        async with lock:
            print("the cancelled waiter got it")


async def main() -> None:
    lock, scope = anyio.Lock(), anyio.CancelScope()
    async with anyio.create_task_group() as tg:
        async with lock:
            tg.start_soon(wait_for_lock, lock, scope)
            await anyio.wait_all_tasks_blocked()
            scope.cancel()
        with anyio.move_on_after(0.5) as limit:
            async with lock:
                print("got the lock")
    print("waited in vain:", limit.cancelled_caught)
    print("locked:", lock.locked())


anyio.run(main)
