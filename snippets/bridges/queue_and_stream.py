# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""A full queue, an empty one, and the end: Queue, then a stream."""

import asyncio

import anyio


async def main() -> None:
    print("asyncio.Queue")
    queue = asyncio.Queue[str](1)
    await queue.put("item")
    try:
        queue.put_nowait("another")
    except asyncio.QueueFull:
        print("  QueueFull at", queue.qsize())
    print("  got", await queue.get())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("  QueueEmpty")

    print("a memory object stream")
    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        await send.send("item")
        try:
            send.send_nowait("another")
        except anyio.WouldBlock:
            used = send.statistics().current_buffer_used
            print("  WouldBlock at", used)
        print("  got", await receive.receive())
        try:
            receive.receive_nowait()
        except anyio.WouldBlock:
            print("  WouldBlock")
        send.close()
        try:
            await receive.receive()
        except anyio.EndOfStream:
            print("  EndOfStream")


anyio.run(main)
