# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "memory_streams/clones.py"
# ///
"""Two tasks share an end, and one of them closes it for both."""

import anyio
from anyio.streams.memory import MemoryObjectSendStream


async def measure_kitchen(readings: MemoryObjectSendStream[str]) -> None:
    with readings:
        await anyio.sleep(0.1)
        print("kitchen: the sensor is unplugged")


async def measure_cellar(readings: MemoryObjectSendStream[str]) -> None:
    with readings:
        try:
            await readings.send("cellar: 12 °C")
        except anyio.ClosedResourceError:
            print("cellar: ClosedResourceError")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    with receive, send.clone():
        async with anyio.create_task_group() as tg:
            tg.start_soon(measure_kitchen, send)
            tg.start_soon(measure_cellar, send)
        with anyio.move_on_after(0.2) as scope:
            print("received:", await receive.receive())
        print("nothing to receive:", scope.cancelled_caught)


anyio.run(main)
