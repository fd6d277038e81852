# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""AnyIO has no run_in_worker_thread, and to_thread is a module."""

import anyio
from anyio import to_thread


async def main() -> None:
    try:
        await anyio.run_in_worker_thread(len, "four")  # type: ignore
    except AttributeError as error:
        print("AttributeError:", error)

    try:
        await to_thread(len, "four")  # type: ignore[operator]
    except TypeError as error:
        print("TypeError:", error)

    print("to_thread.run_sync:", await to_thread.run_sync(len, "four"))


anyio.run(main)
