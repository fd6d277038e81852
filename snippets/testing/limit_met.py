# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Three tests of a time limit, none of which waits for it."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio.lowlevel import checkpoint

pytestmark = pytest.mark.anyio


async def ask(call: Callable[[], Awaitable[str]], limit: float = 30) -> str:
    with anyio.move_on_after(limit):
        return await call()
    return "no answer"


async def test_limit_has_passed() -> None:
    async def never() -> str:
        await anyio.sleep_forever()
        return "too late"

    assert await ask(never, limit=0) == "no answer"


async def test_answer_in_time() -> None:
    async def answer() -> str:
        await checkpoint()
        return "hello"

    with anyio.fail_after(10):
        assert await ask(answer) == "hello"


async def test_how_much_time_there_is() -> None:
    left = []

    async def note() -> str:
        left.append(anyio.current_effective_deadline())
        await checkpoint()
        return "noted"

    start = anyio.current_time()
    await ask(note)
    assert start + 30 <= left[0] <= anyio.current_time() + 30


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
