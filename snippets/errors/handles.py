# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.14"]
# ///
"""A handle raises when there is no result, and says why."""

import anyio


async def fail() -> None:
    raise ValueError("no such city")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        waiting = tg.start_soon(anyio.sleep_forever)
        report("still running", waiting)
        tg.cancel_scope.cancel()
    report("cancelled", waiting)

    failing = None
    try:
        async with anyio.create_task_group() as tg:
            failing = tg.start_soon(fail)
    except* ValueError as group:
        print("the group:", repr(group.exceptions[0]))
    if failing is not None:
        report("failed", failing)


def report(state: str, handle: anyio.TaskHandle[None]) -> None:
    try:
        print(state, handle.return_value)
    except (anyio.TaskNotFinished, anyio.TaskFailed) as error:
        name = type(error).__name__
        cause = type(error.__cause__).__name__
        print(f"{state}: {name}: {error}; cause: {cause}")


anyio.run(main)
