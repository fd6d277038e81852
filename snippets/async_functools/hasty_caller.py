# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A caller that is cancelled takes its run with it; one who waits starts anew."""

import anyio
from anyio.functools import lru_cache


@lru_cache
async def report(month: str) -> str:
    print("computing begins")
    await anyio.sleep(0.4)
    return f"report of {month}"


async def hasty() -> None:
    with anyio.move_on_after(0.2):
        await report("May")
    print("the hasty caller gave up")


async def patient() -> None:
    await anyio.sleep(0.1)
    start = anyio.current_time()
    print(await report("May"))
    print(f"waited for {anyio.current_time() - start:.1f} s")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(hasty)
        tg.start_soon(patient)
    print("places taken:", report.cache_info().currsize)


anyio.run(main)
