# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""reduce() has a checkpoint of its own only where it calls no function."""

import anyio
from anyio.functools import reduce
from anyio.lowlevel import checkpoint


async def add(total: int, number: int) -> int:
    return total + number


async def add_and_check(total: int, number: int) -> int:
    await checkpoint()
    return total + number


async def main() -> None:
    for function in (add, add_and_check):
        for numbers in ([1], [1, 2, 3]):
            with anyio.CancelScope() as scope:
                scope.cancel()
                await reduce(function, numbers)
            cut = scope.cancelled_caught
            print(f"{function.__name__} over {numbers}: cut {cut}")


anyio.run(main)
