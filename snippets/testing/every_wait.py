# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Cancel a function at its first wait, at its second, and so on."""

import itertools
import types
from collections.abc import Callable, Coroutine, Generator
from typing import Any

import anyio
import pytest
from anyio.lowlevel import checkpoint

pytestmark = pytest.mark.anyio


@types.coroutine
def cancel_at(
    wait: int, scope: anyio.CancelScope, work: Coroutine[Any, Any, None]
) -> Generator[Any, Any, None]:
    resume: Callable[[Any], Any] = work.send
    value: Any = None
    for number in itertools.count(1):
        try:
            asked = resume(value)
        except StopIteration:
            return
        if number == wait:
            scope.cancel()
        try:
            resume, value = work.send, (yield asked)
        except BaseException as error:
            resume, value = work.throw, error


async def transfer(accounts: dict[str, int]) -> None:
    await checkpoint()
    accounts["Ada"] -= 10
    try:
        await checkpoint()
    except BaseException:
        accounts["Ada"] += 10
        raise
    accounts["Bob"] += 10
    await checkpoint()


async def test_transfer(anyio_backend: str) -> None:
    print(anyio_backend)
    for wait in itertools.count(1):
        accounts = {"Ada": 50, "Bob": 50}
        with anyio.CancelScope() as scope:
            await cancel_at(wait, scope, transfer(accounts))
        if not scope.cancel_called:
            break
        print(f"  cancelled at wait {wait}:", accounts)
        assert sum(accounts.values()) == 100


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
