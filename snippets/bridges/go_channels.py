# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""Channels: without a buffer, with one, range, close and select."""

import anyio


async def produce(send: anyio.abc.ObjectSendStream[str]) -> None:
    async with send:
        await send.send("one")
        await send.send("two")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    async with anyio.create_task_group() as tg:
        tg.start_soon(produce, send)
        async with receive:
            async for item in receive:
                print("received", item)
    print("closed: the loop ended")

    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        send.send_nowait("kept")
        try:
            send.send_nowait("no room")
        except anyio.WouldBlock:
            print("select with default: WouldBlock")
        print("received", receive.receive_nowait())
        with anyio.move_on_after(0.1) as scope:
            await receive.receive()
        print("time.After:", scope.cancelled_caught)


anyio.run(main)
