# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""With fast_acquire, taking a free semaphore lets nobody else run."""

import anyio
from anyio.lowlevel import checkpoint


async def count(semaphore: anyio.Semaphore) -> None:
    for _ in range(100):
        async with semaphore:
            pass


async def beat(beats: list[int]) -> None:
    for number in range(10):
        beats.append(number)
        await checkpoint()


async def main() -> None:
    for fast in (False, True):
        beats: list[int] = []
        async with anyio.create_task_group() as tg:
            tg.start_soon(beat, beats)
            await count(anyio.Semaphore(1, fast_acquire=fast))
            print(f"fast_acquire={fast}, beats meanwhile: {len(beats)}")


anyio.run(main)
