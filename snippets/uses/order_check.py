# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# order = "free"
# timeline = "none"
# ///
"""A check on both backends finds a function that relies on task order."""

from collections.abc import Awaitable, Callable

import anyio

RUNS = 30


async def first_letter(word: str) -> str:
    await anyio.lowlevel.checkpoint()
    return word[0]


async def by_arrival(words: list[str]) -> str:
    letters: list[str] = []

    async def collect(word: str) -> None:
        letters.append(await first_letter(word))

    async with anyio.create_task_group() as tg:
        for word in words:
            tg.start_soon(collect, word)
    return "".join(letters)


async def by_position(words: list[str]) -> str:
    return "".join(await anyio.amap(first_letter, words))


def check(function: Callable[[list[str]], Awaitable[str]]) -> None:
    words = ["any", "input", "output"]
    for backend in anyio.get_available_backends():
        results = {
            anyio.run(function, words, backend=backend) for _ in range(RUNS)
        }
        verdict = "ok" if results == {"aio"} else "WRONG"
        who = f"{function.__name__} on {backend}"
        print(f"{who}: {verdict}", sorted(results))


check(by_arrival)
check(by_position)
