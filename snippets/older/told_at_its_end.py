# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""An event that a task sets at its end lets others wait for it."""

import anyio


class Export:
    def __init__(self) -> None:
        self.file: str | None = None
        self._has_ended = anyio.Event()

    async def run(self) -> None:
        try:
            await anyio.sleep(0.4)
            self.file = "export.zip"
        finally:
            self._has_ended.set()

    async def wait(self) -> None:
        await self._has_ended.wait()


async def main() -> None:
    job = Export()
    async with anyio.create_task_group() as tg:
        tg.start_soon(job.run)
        with anyio.move_on_after(0.2):
            await job.wait()
        if job.file is None:
            print("still at work, please wait")
        await job.wait()
        print("download", job.file)


anyio.run(main)
