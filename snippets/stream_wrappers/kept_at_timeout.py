# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A timeout loses nothing of a line that has come in part."""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.memory import MemoryObjectSendStream


async def send_slowly(stream: MemoryObjectSendStream[bytes]) -> None:
    async with stream:
        await stream.send(b"half a ")
        await anyio.sleep(0.4)
        await stream.send(b"line\n")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes]()
    lines = BufferedByteReceiveStream(receive)
    async with lines, anyio.create_task_group() as tg:
        tg.start_soon(send_slowly, send)
        with anyio.move_on_after(0.2):
            print(await lines.receive_until(b"\n", 100))
        print("in the buffer:", lines.buffer)
        print("received:", await lines.receive_until(b"\n", 100))


anyio.run(main)
