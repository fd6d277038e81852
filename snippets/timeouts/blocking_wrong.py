# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "timeouts/blocking.py"
# ///
"""A loop without a checkpoint never notices its timeout."""

import time

import anyio


def crunch(part: int) -> int:
    time.sleep(0.2)  # stands for work that keeps the CPU busy
    return part * part


async def compute(results: list[int]) -> None:
    for part in range(5):
        results.append(crunch(part))


async def main() -> None:
    results: list[int] = []
    with anyio.move_on_after(0.3) as scope:
        await compute(results)
    print("parts done:", len(results), "of 5")
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
