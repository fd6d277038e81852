# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""After a limit of asyncio's own, a write is tried again, and done twice."""

import asyncio
import io
import threading

import anyio
from anyio import to_thread


class BusyDisk(io.BytesIO):
    free = threading.Event()
    done = threading.Event()

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.free.wait(30)  # stands for a disk that is busy
        super().write(data)
        self.done.set()
        return len(data)


async def main() -> None:
    disk = BusyDisk()
    file = anyio.wrap_file(disk)
    try:
        await asyncio.wait_for(file.write(b"pay Ada 5 "), 0.1)
    except asyncio.TimeoutError:
        print("gave up, on the disk:", disk.getvalue())
    disk.free.set()
    await to_thread.run_sync(disk.done.wait, 30)
    await file.write(b"pay Ada 5 ")
    print("tried again:", disk.getvalue())


anyio.run(main, backend="asyncio")
