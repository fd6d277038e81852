# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Where the cleanup fails, cancelled_caught depends on the backend."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


async def session() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        # stands for a goodbye that fails
        raise ConnectionError("no goodbye")


async def main() -> None:
    for body_waits in (False, True):
        print("the body of the group waits:", body_waits)
        try:
            with anyio.move_on_after(0.2) as scope:
                async with anyio.create_task_group() as tg:
                    tg.start_soon(session)
                    if body_waits:
                        await anyio.sleep_forever()
        except ExceptionGroup as group:
            print("    raised:", *map(repr, group.exceptions))
        print("    cancel_called:", scope.cancel_called)
        print("    cancelled_caught:", scope.cancelled_caught)


anyio.run(main)
