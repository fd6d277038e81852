# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A second request starts if the first is slow or has failed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import anyio

T = TypeVar("T")


async def hedged(
    calls: Sequence[Callable[[], Awaitable[T]]], delay: float
) -> T:
    """The first answer; the last error if there is none."""
    answers: list[T] = []
    errors: list[Exception] = []

    async def ask(call: Callable[[], Awaitable[T]]) -> None:
        try:
            answers.append(await call())
            tg.cancel()
        except Exception as error:
            errors.append(error)
            failed.set()  # of the call that is the newest now

    async with anyio.create_task_group() as tg:
        for call in calls:
            failed = anyio.Event()
            tg.start_soon(ask, call)
            with anyio.move_on_after(delay):
                await failed.wait()
    if answers:
        return answers[0]
    raise errors[-1] if errors else ValueError("no calls")


async def main() -> None:
    async def slow() -> str:
        await anyio.sleep(5)
        return "slow"

    async def quick() -> str:
        await anyio.sleep(0.2)
        return "quick"

    start = anyio.current_time()
    answer = await hedged([slow, quick], delay=0.5)
    took = anyio.current_time() - start
    print(answer, "after", round(took, 1), "seconds")


anyio.run(main)
