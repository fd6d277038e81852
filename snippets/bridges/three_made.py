# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""AnyIO 3's functions that made a lock and its kind are called."""

import warnings
from collections.abc import Callable
from typing import Any

import anyio

warnings.simplefilter("ignore", DeprecationWarning)


def attempt(name: str, make: Callable[[Any], object]) -> None:
    try:
        print(f"{name}: made a", type(make(anyio)).__name__)
    except AttributeError as error:
        print(f"{name}: {type(error).__name__}")


async def main() -> None:
    attempt("create_event()", lambda a: a.create_event())
    attempt("create_lock()", lambda a: a.create_lock())
    attempt("create_condition()", lambda a: a.create_condition())
    attempt("create_semaphore(1)", lambda a: a.create_semaphore(1))
    attempt(
        "create_capacity_limiter(1)",
        lambda a: a.create_capacity_limiter(1),
    )
    attempt("open_cancel_scope()", lambda a: a.open_cancel_scope())
    for made in (
        anyio.Event(),
        anyio.Lock(),
        anyio.Condition(),
        anyio.Semaphore(1),
        anyio.CapacityLimiter(1),
        anyio.CancelScope(),
    ):
        assert made
    print("Event() and the other classes: made")


anyio.run(main)
