# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# ///
"""Nurseries and cancel scopes of Trio's own, and what each of them cancels."""

from contextlib import suppress

import trio


async def work(seconds: float) -> None:
    await trio.sleep(seconds)
    print("worked for", seconds)


async def fail() -> None:
    await trio.sleep(0.1)
    raise ValueError


async def serve(task_status: trio.TaskStatus[None]) -> None:
    await trio.sleep(0.05)
    task_status.started()
    await trio.sleep(0.05)


async def child_raises() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, 1)
        nursery.start_soon(fail)
        await trio.sleep(2)


async def body_raises() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, 1)
        await trio.sleep(0.1)
        raise KeyError


async def main() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, 0.05, name="named")
        await nursery.start(serve)
    with trio.move_on_after(0.2):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(work, 1)
    with trio.CancelScope(shield=True) as scope:
        await trio.sleep(0.1)
        scope.deadline = trio.current_time() + 0.3
        await trio.sleep(1)
    with suppress(trio.TooSlowError), trio.fail_after(0.1) as scope:
        scope.relative_deadline = 0.2
        await trio.sleep(1)
    for raises in (child_raises, body_raises):
        with suppress(Exception):
            await raises()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work, 1)
        await trio.sleep(0.1)
        nursery.cancel_scope.cancel()


trio.run(main)
