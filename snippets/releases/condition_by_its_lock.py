# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A condition is notified under its own lock, taken directly.

Probed: whether `notify_all()` accepts that.
"""

import anyio


async def main() -> None:
    lock = anyio.Lock()
    condition = anyio.Condition(lock)
    async with lock:
        try:
            condition.notify_all()
            print("notified")
        except RuntimeError as error:
            print("RuntimeError:", error)


anyio.run(main)
