# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_in_a_dict.py"]
# ///
"""A CapacityLimiter lets two of six tasks work at a time."""

import anyio


async def fetch(
    page: int, limiter: anyio.CapacityLimiter
) -> tuple[int, int]:
    async with limiter:
        at_work = limiter.borrowed_tokens
        await anyio.sleep(0.1)
    return page, at_work


async def main() -> None:
    limiter = anyio.CapacityLimiter(2)
    async with anyio.create_task_group() as tg:
        tasks = [tg.start_soon(fetch, page, limiter) for page in range(6)]
    results = [task.return_value for task in tasks]
    print("pages:", [page for page, _ in results])
    print("at work together:", max(at_work for _, at_work in results))


anyio.run(main)
