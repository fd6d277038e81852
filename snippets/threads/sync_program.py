# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Sync code calls async functions through a blocking portal."""

import anyio
from anyio.from_thread import start_blocking_portal


async def fetch(name: str, delay: float) -> str:
    await anyio.sleep(delay)
    return f"profile of {name}"


def main() -> None:
    with start_blocking_portal() as portal:
        print(portal.call(fetch, "Ada", 0.1))
        slow = portal.start_task_soon(fetch, "Grace", 0.3)
        print("not async, and free to do other work")
        print(slow.result())


main()
