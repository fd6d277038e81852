# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""What code can see of its backend, although it calls only AnyIO."""

import time

import anyio


async def main() -> None:
    print("cancels with", anyio.get_cancelled_exc_class().__name__)

    apart = abs(anyio.current_time() - time.monotonic())
    print("current_time() follows time.monotonic():", apart < 60)

    tasks = anyio.get_running_tasks()
    print("get_running_tasks() lists main() alone:", len(tasks) == 1)

    with anyio.move_on_after(0.5) as scope:
        # stands for work that goes past the deadline without a checkpoint
        time.sleep(0.6)
        called = scope.cancel_called
    print("cancel_called before a checkpoint:", called)


anyio.run(main)
