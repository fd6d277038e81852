# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""What a portal says to who calls it wrongly."""

from collections.abc import Callable

import anyio
from anyio.abc import TaskStatus
from anyio.from_thread import start_blocking_portal


async def never(*, task_status: TaskStatus[None]) -> None:
    del task_status  # what is forgotten
    await anyio.sleep(0)


def report(what: str, call: Callable[[], object]) -> None:
    try:
        call()
    except RuntimeError as error:
        print(f"{what}: {error}")


with start_blocking_portal() as portal:

    async def call_from_the_loop() -> None:
        report("from its loop", lambda: portal.call(print))

    portal.call(call_from_the_loop)
    report("never told", lambda: portal.start_task(never))
report("after its block", lambda: portal.call(print))
