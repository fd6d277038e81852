# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A reader of a child's lines whose consumer has left."""

import sys

import anyio
from anyio.abc import ByteReceiveStream, ObjectSendStream
from anyio.streams.buffered import BufferedByteReceiveStream

COUNT = """
from itertools import count
for number in count(1):
    print("line", number, flush=True)
"""


async def read(
    stream: ByteReceiveStream, lines: ObjectSendStream[bytes]
) -> None:
    buffered = BufferedByteReceiveStream(stream)
    async with lines:
        try:
            while True:
                await lines.send(await buffered.receive_until(b"\n", 1000))
        except anyio.BrokenResourceError:
            print("reader: nobody wants more")
        except anyio.IncompleteRead:
            print("reader: the child has ended")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes]()
    command = [sys.executable, "-c", COUNT]
    async with await anyio.open_process(command) as child:
        assert child.stdout
        async with anyio.create_task_group() as tg:
            tg.start_soon(read, child.stdout, send)
            with receive:
                print(await receive.receive())
            print("consumer: has what it wants")
    print("the child has ended:", child.returncode is not None)


anyio.run(main)
