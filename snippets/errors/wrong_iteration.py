# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.14"]
#
# [tool.example]
# timeline = "none"
# ///
"""Arguments that no tool for iterators takes."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import anyio
from anyio import itertools


async def ids() -> AsyncIterator[int]:
    for number in range(3):
        yield number


async def report(call: Callable[[], Any]) -> None:
    try:
        if made := call():
            [each async for each in made]
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")


async def main() -> None:
    await report(lambda: itertools.islice(ids()))  # type: ignore[call-overload]
    await report(lambda: itertools.islice(ids(), 1, 2, 3, 4))  # type: ignore[call-overload]
    await report(lambda: itertools.islice(ids(), -1))
    await report(lambda: itertools.islice(ids(), -1, 2))
    await report(lambda: itertools.islice(ids(), 0, 2, 0))
    await report(lambda: itertools.batched(ids(), 0))
    await report(lambda: itertools.batched(ids(), 2, strict=True))
    await report(lambda: itertools.permutations(ids(), 1.5))  # type: ignore[arg-type]
    await report(lambda: itertools.permutations(ids(), -1))
    await report(lambda: itertools.product(ids(), repeat=-1))
    await report(lambda: itertools.tee(ids(), -1))


anyio.run(main)
