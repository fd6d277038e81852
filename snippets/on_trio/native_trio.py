# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "measured"
# ///
"""Trio's own scopes, events and tasks work beside AnyIO's in one program."""

import anyio
import trio


async def greet(greeting: str, started: trio.Event) -> None:
    await started.wait()
    print(greeting)


async def main() -> None:
    with anyio.move_on_after(0.1) as anyio_scope:
        await trio.sleep_forever()
    print("AnyIO's scope ended Trio's sleep:", anyio_scope.cancelled_caught)

    with trio.move_on_after(0.1) as trio_scope:
        await anyio.sleep_forever()
    print("Trio's scope ended AnyIO's sleep:", trio_scope.cancelled_caught)

    started = trio.Event()
    async with anyio.create_task_group() as task_group:
        task_group.start_soon(greet, "a Trio event woke a task", started)
        started.set()


anyio.run(main, backend="trio")
