# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""A function in a worker process writes a lot to standard error.

Probed: whether it comes to its end.
"""

import sys

import anyio
from anyio import to_process


def complain() -> str:
    print("This is wrong. " * 40_000, file=sys.stderr)
    return "done"


async def main() -> None:
    await to_process.run_sync(abs, 0)  # starts a worker
    with anyio.move_on_after(2):
        # `cancellable=True` lets the time limit end the worker
        print(await to_process.run_sync(complain, cancellable=True))
        return
    print("stuck")


if __name__ == "__main__":
    anyio.run(main)
