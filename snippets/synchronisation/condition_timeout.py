# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A wait is over when its time is up and it has the lock again."""

import anyio


async def wait_for_job(jobs: list[str], changed: anyio.Condition) -> None:
    start = anyio.current_time()
    async with changed:
        with anyio.move_on_after(20) as scope:
            while not jobs:
                await changed.wait()
    took = anyio.current_time() - start
    print(f"gave up: {scope.cancelled_caught}, after {took:.0f} s")


def report(changed: anyio.ConditionStatistics) -> None:
    lock = changed.lock_statistics
    print(
        f"waiting: {changed.tasks_waiting}, for the lock: {lock.tasks_waiting}"
    )


async def main() -> None:
    changed = anyio.Condition()
    async with anyio.create_task_group() as tg:
        tg.start_soon(wait_for_job, [], changed)
        await anyio.sleep(10)
        async with changed:
            report(changed.statistics())
            await anyio.sleep(40)
            report(changed.statistics())
        try:
            changed.notify()
        except RuntimeError as error:
            print("notify():", type(error).__name__)
            print("though locked, for another:", changed.locked())


anyio.run(main)
