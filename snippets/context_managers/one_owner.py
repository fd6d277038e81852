# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One task owns the group; other tasks only ask it to stop."""

import anyio
from anyio.abc import TaskStatus


class Service:
    def __init__(self) -> None:
        self._stop = anyio.Event()

    async def run(
        self, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        async with anyio.create_task_group() as tg:
            tg.start_soon(anyio.sleep_forever)
            task_status.started()
            await self._stop.wait()
            tg.cancel_scope.cancel()
        print("stopped")

    def stop(self) -> None:
        self._stop.set()


async def stop_later(service: Service) -> None:
    await anyio.sleep(0.1)
    service.stop()


async def main() -> None:
    service = Service()
    async with anyio.create_task_group() as tg:
        await tg.start(service.run)
        print("started")
        tg.start_soon(stop_later, service)
    print("main() ends")


anyio.run(main)
