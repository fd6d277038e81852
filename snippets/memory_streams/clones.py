# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Each task closes a clone of its own, and the last one ends the loop."""

import anyio
from anyio.streams.memory import MemoryObjectSendStream


async def measure(
    room: str, pause: float, readings: MemoryObjectSendStream[str]
) -> None:
    with readings:
        await anyio.sleep(pause)
        await readings.send(f"{room}: 21 °C")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](2)
    async with anyio.create_task_group() as tg:
        with send:
            tg.start_soon(measure, "kitchen", 0.1, send.clone())
            tg.start_soon(measure, "cellar", 0.3, send.clone())
        with receive:
            async for reading in receive:
                senders = receive.statistics().open_send_streams
                print(f"{reading}, open ends: {senders}")
    print("the loop has ended")


anyio.run(main)
