# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""AnyIO 3 let you await calls that never waited."""

import warnings
from typing import Any

import anyio

warnings.simplefilter("ignore", DeprecationWarning)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream(1)  # type: ignore
    event = anyio.Event()
    scope = anyio.CancelScope()
    with send, receive, scope:
        calls: list[tuple[str, Any]] = [
            ("Event.set()", event.set),
            ("send_nowait()", lambda: send.send_nowait(1)),
            ("current_time()", anyio.current_time),
            ("get_running_tasks()", anyio.get_running_tasks),
            ("get_current_task()", anyio.get_current_task),
            ("Semaphore.release()", anyio.Semaphore(0).release),
        ]
        for name, call in calls:
            try:
                await call()
                print(f"await {name}: works")
            except TypeError as error:
                print(f"await {name}: {type(error).__name__}")
    print("set:", event.is_set())
    with anyio.CancelScope() as scope:
        cancel: Any = scope.cancel
        try:
            with anyio.CancelScope(shield=True):
                await cancel()
                print("await CancelScope.cancel(): works")
        except TypeError as error:
            print(f"await CancelScope.cancel(): {type(error).__name__}")


anyio.run(main)
