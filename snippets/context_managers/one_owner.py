# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One task owns the group; other tasks ask it to stop, and wait."""

import anyio
from anyio.abc import TaskStatus


class Service:
    """Runs once, in the task that calls run()."""

    def __init__(self) -> None:
        self._started = False
        self._stop = anyio.Event()
        self._stopped = anyio.Event()

    async def run(
        self, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        if self._started:
            raise RuntimeError("a Service runs once")
        self._started = True
        try:
            async with anyio.create_task_group() as tg:
                tg.start_soon(anyio.sleep_forever)
                task_status.started()
                await self._stop.wait()
                tg.cancel_scope.cancel()
            print("run() has left its group")
        finally:
            self._stopped.set()

    async def stop(self) -> None:
        """Ask run() to end, and wait for its end if it has begun."""
        self._stop.set()
        if self._started:
            await self._stopped.wait()


async def stop_later(service: Service) -> None:
    await anyio.sleep(0.1)
    await service.stop()
    print("stopped")


async def main() -> None:
    service = Service()
    async with anyio.create_task_group() as tg:
        await tg.start(service.run)
        print("started")
        tg.start_soon(stop_later, service)
    print("main() ends")


anyio.run(main)
