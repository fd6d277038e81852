# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The cancellation class and a group's message belong to the backend."""

import anyio


async def fail() -> None:
    raise ValueError("boom")


async def main() -> None:
    cancelled = anyio.get_cancelled_exc_class()
    library = cancelled.__module__.partition(".")[0]
    print(f"cancellation: {library}.{cancelled.__name__}")
    print("an Exception:", issubclass(cancelled, Exception))
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(fail)
    except* ValueError as group:
        print("message:", group.message)
        print("exceptions:", group.exceptions)


anyio.run(main)
