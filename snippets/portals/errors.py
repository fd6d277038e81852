# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""An error comes out of a call, and a cancellation as an Exception."""

import anyio
from anyio.abc import TaskStatus
from anyio.from_thread import start_blocking_portal


async def price(of: str) -> int:
    return {"tea": 4}[of]


async def watch(*, task_status: TaskStatus[None]) -> None:
    task_status.started()
    await anyio.sleep_forever()


def main() -> None:
    with start_blocking_portal() as portal:
        future, _ = portal.start_task(watch)
        portal.start_task_soon(price, "salt")  # nobody asks for it
        try:
            portal.call(price, "milk")
        except KeyError as error:
            print("KeyError:", error)
        print("tea:", portal.call(price, "tea"), "done:", future.done())
        portal.call(portal.stop, True)
        try:
            future.result()
        except Exception as error:
            kind = type(error)
            print("an Exception:", kind.__module__, kind.__name__)


main()
