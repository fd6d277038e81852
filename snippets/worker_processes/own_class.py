# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# support = ["points.py"]
# ///
"""A class of a module goes to a worker and back."""

from collections.abc import Callable

import anyio
import points
from anyio import to_process


async def attempt(
    function: Callable[..., object], argument: object
) -> None:
    name = function.__name__
    try:
        result = await to_process.run_sync(function, argument)
        print(f"{name}() returned {result}")
    except Exception as error:
        print(f"{name}() raised {error!r}")


async def main() -> None:
    await attempt(points.make, 2)
    await attempt(points.find, 3)


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
