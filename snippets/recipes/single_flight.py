# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Calls for one key share a run, which outlives a caller that leaves."""

from collections.abc import Awaitable, Callable

import anyio
from anyio.abc import TaskGroup


class SingleFlight:
    def __init__(
        self, tasks: TaskGroup, load: Callable[[str], Awaitable[str]]
    ) -> None:
        self._tasks, self._load = tasks, load
        self._running: dict[str, anyio.TaskHandle[str | Exception]] = {}

    async def get(self, key: str) -> str:
        if key not in self._running:
            run = self._tasks.start_soon(self._run, key)
            self._running[key] = run
        outcome = await self._running[key]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def _run(self, key: str) -> str | Exception:
        try:
            return await self._load(key)
        except Exception as error:  # for the callers, not the group
            return error
        finally:
            del self._running[key]


async def main() -> None:
    async def load(key: str) -> str:
        print("loads", key)
        await anyio.sleep(1)
        return key.upper()

    async with anyio.create_task_group() as tg:
        pages = SingleFlight(tg, load)
        patient = tg.start_soon(pages.get, "a")
        with anyio.move_on_after(0.5):
            await pages.get("a")
        print("one caller has left")
        print("the other gets", await patient)


anyio.run(main)
