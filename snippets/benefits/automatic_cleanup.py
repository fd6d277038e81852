# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Three cleanup steps, three ways to end: cancellation cuts one step off."""

from collections.abc import Awaitable, Callable

import anyio


async def say_goodbye(done: list[str], step: str) -> None:
    await anyio.sleep(0.01)
    done.append(step)


async def job(work: Callable[[], Awaitable[None]], done: list[str]) -> None:
    try:
        await work()
    finally:
        done.append("synchronous")
        with anyio.move_on_after(5, shield=True) as limit:
            await say_goodbye(done, "shielded await")
        if limit.cancelled_caught:
            done.append("no time for the shielded await")
        await say_goodbye(done, "plain await")


async def succeed() -> None:
    await anyio.sleep(0.01)


async def fail() -> None:
    raise ConnectionError("the peer is gone")


async def main() -> None:
    for how, work in (
        ("succeeds", succeed),
        ("fails", fail),
        ("is cancelled", anyio.sleep_forever),
    ):
        done: list[str] = []
        with anyio.move_on_after(0.5):
            try:
                await job(work, done)
            except ConnectionError:
                pass
        print(f"a job {how}:", ", ".join(done))


anyio.run(main)
