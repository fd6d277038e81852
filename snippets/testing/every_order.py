# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A test lets the answers arrive in every order that there is."""

from collections.abc import Awaitable, Callable
from itertools import permutations

import anyio
import pytest

Fetch = Callable[[str], Awaitable[str]]
TYPED = ["t", "te", "tea"]
pytestmark = pytest.mark.anyio


class Search:
    newest = 0
    shown = ""

    async def ask(self, text: str, fetch: Fetch) -> None:
        self.newest += 1
        number = self.newest
        answer = await fetch(text)
        if number == self.newest:
            self.shown = answer


@pytest.mark.parametrize("order", list(permutations(TYPED)), ids="-".join)
async def test_newest_is_shown(order: tuple[str, ...]) -> None:
    search = Search()
    answered = {text: anyio.Event() for text in TYPED}

    async def fetch(text: str) -> str:
        await answered[text].wait()
        return f"all about {text}"

    async with anyio.create_task_group() as tg:
        for text in TYPED:
            tg.start_soon(search.ask, text, fetch)
            await anyio.wait_all_tasks_blocked()
        for text in order:
            answered[text].set()
            await anyio.wait_all_tasks_blocked()
    assert search.shown == "all about tea"


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
