# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""At most three requests in any second: each token stays out for one."""

import anyio
from anyio.abc import TaskGroup


class RateLimit:
    def __init__(
        self, tasks: TaskGroup, number: int, seconds: float
    ) -> None:
        self._tasks = tasks
        self._seconds = seconds
        self._limiter = anyio.CapacityLimiter(number)

    async def wait(self) -> None:
        token = object()
        await self._limiter.acquire_on_behalf_of(token)
        self._tasks.start_soon(self._give_back, token)

    async def _give_back(self, token: object) -> None:
        await anyio.sleep(self._seconds)
        self._limiter.release_on_behalf_of(token)


async def main() -> None:
    start = anyio.current_time()
    times: list[float] = []
    async with anyio.create_task_group() as tg:
        limit = RateLimit(tg, 3, seconds=1)
        for _ in range(8):
            await limit.wait()
            times.append(round(anyio.current_time() - start, 1))
        tg.cancel()  # nobody needs the tokens any more
    print(times)


anyio.run(main)
