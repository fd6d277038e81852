# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "from_threads/feed.py"
# timeline = "none"
# ///
"""Wrong: a foreign thread sends into a memory object stream."""

import threading

import anyio
from anyio.streams.memory import MemoryObjectSendStream


def measure(readings: MemoryObjectSendStream[int]) -> None:
    try:
        readings.send_nowait(21)
        print("thread: sent")
    except RuntimeError:
        print("thread: RuntimeError")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int](10)
    async with send, receive:
        sensor = threading.Timer(0.2, measure, [send])
        sensor.start()
        start = anyio.current_time()
        with anyio.move_on_after(0.8):
            print("reading:", await receive.receive())
        in_time = anyio.current_time() - start < 0.6
        print("task: woken in time:", in_time)
        print("in the buffer:", receive.statistics().current_buffer_used)


anyio.run(main)
