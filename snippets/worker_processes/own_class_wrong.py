# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "worker_processes/own_class.py"
# ///
"""A class of the program itself goes to a worker, and not back."""

from collections.abc import Callable
from dataclasses import dataclass

import anyio
from anyio import to_process


@dataclass
class Point:
    x: int


class NotFoundError(Exception):
    """There is no such point."""


def read(point: Point) -> int:
    return point.x


def make(x: int) -> Point:
    return Point(x)


def find(x: int) -> Point:
    raise NotFoundError(x)


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
    await attempt(read, Point(1))
    await attempt(make, 2)
    await attempt(find, 3)


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
