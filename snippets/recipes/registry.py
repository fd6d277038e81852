# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Tasks have keys, and a key is enough to cancel one or to replace it."""

from collections.abc import Awaitable, Callable

import anyio
from anyio.abc import TaskGroup


class Registry:
    def __init__(self, tasks: TaskGroup) -> None:
        self._tasks = tasks
        self._scopes: dict[str, anyio.CancelScope] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._scopes

    def start(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        """Start it in place of the one that has this key."""
        self.cancel(key)
        scope = self._scopes[key] = anyio.CancelScope()
        self._tasks.start_soon(self._run, key, scope, work, name=key)

    def cancel(self, key: str) -> bool:
        if scope := self._scopes.pop(key, None):
            scope.cancel()
        return scope is not None

    async def _run(
        self,
        key: str,
        scope: anyio.CancelScope,
        work: Callable[[], Awaitable[None]],
    ) -> None:
        try:
            with scope:
                await work()
        finally:
            if self._scopes.get(key) is scope:
                del self._scopes[key]


async def main() -> None:
    async with anyio.create_task_group() as tg:
        registry = Registry(tg)
        registry.start("report", anyio.sleep_forever)
        registry.start("mail", lambda: anyio.sleep(1))
        await anyio.sleep(2)
        print("mail" in registry, "report" in registry)
        print(registry.cancel("report"), registry.cancel("mail"))


anyio.run(main)
