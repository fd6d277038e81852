# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""SIGHUP has a service read its settings again."""

import os
import signal

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import TaskStatus


class Settings:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.greeting = ""
        self.changed = anyio.Event()

    async def load(self) -> None:
        self.greeting = await self._path.read_text()
        self.changed.set()
        self.changed = anyio.Event()


async def reload(
    settings: Settings,
    *,
    task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED,
) -> None:
    with anyio.open_signal_receiver(signal.SIGHUP) as signals:
        await settings.load()
        task_status.started()
        async for _ in signals:
            await settings.load()


async def main() -> None:
    async with (
        TemporaryDirectory() as folder,
        anyio.create_task_group() as tg,
    ):
        path = Path(folder) / "greeting.txt"
        await path.write_text("hello")
        settings = Settings(path)
        await tg.start(reload, settings)
        print(settings.greeting)

        await path.write_text("good morning")
        changed = settings.changed
        os.kill(os.getpid(), signal.SIGHUP)  # as by: kill -HUP
        with anyio.fail_after(5):
            await changed.wait()
        print(settings.greeting)
        tg.cancel()


anyio.run(main)
