# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/portal_for_a_thread.py"]
# ///
"""A library's thread feeds a stream, and waits where it is full."""

import threading
from collections.abc import Callable

import anyio
from anyio import from_thread, to_thread
from anyio.lowlevel import current_token
from anyio.streams.memory import MemoryObjectSendStream


class Sensor:
    """A library that calls back in a thread of its own."""

    def __init__(self, on_reading: Callable[[int], None]) -> None:
        self.thread = threading.Thread(target=self._measure)
        self.on_reading = on_reading

    def _measure(self) -> None:
        for reading in range(20, 24):
            self.on_reading(reading)


async def read(send: MemoryObjectSendStream[int]) -> None:
    token = current_token()

    def on_reading(reading: int) -> None:
        from_thread.run(send.send, reading, token=token)

    async with send:
        sensor = Sensor(on_reading)
        sensor.thread.start()
        await to_thread.run_sync(sensor.thread.join)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int](1)
    async with anyio.create_task_group() as tg, receive:
        tg.start_soon(read, send)
        async for reading in receive:
            print("reading:", reading)


anyio.run(main)
