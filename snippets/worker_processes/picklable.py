# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What can go to a worker process, and what can come back."""

import pickle
import threading
from collections.abc import Callable
from functools import partial

import anyio
from anyio import to_process


def double(number: int) -> int:
    return 2 * number


def append_to(numbers: list[int]) -> list[int]:
    numbers.append(4)
    return numbers


async def attempt(what: str, function: Callable[[], object]) -> None:
    try:
        print(f"{what}: {await to_process.run_sync(function)}")
    except (AttributeError, TypeError, pickle.PicklingError):
        print(f"{what}: can't be pickled")


async def main() -> None:
    await attempt("a partial of a function", partial(double, 3))
    await attempt("a bound method", "text".upper)
    await attempt("a lambda", lambda: double(3))
    await attempt("a lock as an argument", partial(id, threading.Lock()))
    await attempt("a lock as the result", threading.Lock)

    numbers = [1, 2, 3]
    print("returned:", await to_process.run_sync(append_to, numbers))
    print("passed:", numbers)


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
