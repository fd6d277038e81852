# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A limit waits for the write that a thread has begun."""

import io
import time

import anyio


class SlowDisk(io.BytesIO):
    def write(self, data: bytes) -> int:  # type: ignore[override]
        time.sleep(1)  # stands for a disk that is busy
        return super().write(data)


async def main() -> None:
    disk = SlowDisk()
    file = anyio.wrap_file(disk)
    with anyio.move_on_after(0.1) as scope:
        await file.write(b"one ")
        print("one is written, too late:", scope.cancel_called)
        await file.write(b"two ")
        print("never printed")
    print("cut:", scope.cancelled_caught)
    print("on the disk:", disk.getvalue())


anyio.run(main)
