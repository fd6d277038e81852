# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""An old value is given at once, while one task fetches a new one."""

from collections.abc import Awaitable, Callable

import anyio
from anyio.abc import TaskGroup

Load = Callable[[], Awaitable[str]]


class StaleValue:
    """Fresh for a while, then usable while it is loaded anew."""

    def __init__(
        self, tasks: TaskGroup, load: Load, fresh: float, usable: float
    ) -> None:
        self._tasks, self._load = tasks, load
        self._fresh, self._usable = fresh, usable
        self._value, self._loaded_at = "", float("-inf")
        self._renewing = False
        self._lock = anyio.Lock()

    async def get(self) -> str:
        if self._age() > self._usable:
            await self._renew()
        elif self._age() > self._fresh and not self._renewing:
            self._renewing = True
            self._tasks.start_soon(self._renew_later)
        return self._value

    def _age(self) -> float:
        return anyio.current_time() - self._loaded_at

    async def _renew(self) -> None:
        async with self._lock:
            if self._age() > self._fresh:
                self._value = await self._load()
                self._loaded_at = anyio.current_time()

    async def _renew_later(self) -> None:
        try:
            await self._renew()
        except Exception as error:  # the old value is still usable
            print("not renewed:", error)
        finally:
            self._renewing = False


async def main() -> None:
    async def load() -> str:
        await anyio.sleep(1)
        return f"loaded at {anyio.current_time() - start:.0f}"

    start = anyio.current_time()
    async with anyio.create_task_group() as tg:
        value = StaleValue(tg, load, fresh=10, usable=60)
        for pause in (5, 7, 2, 100, 0):
            print(await value.get())
            await anyio.sleep(pause)


anyio.run(main)
