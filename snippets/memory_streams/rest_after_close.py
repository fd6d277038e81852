# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""What is in the buffer outlives its sender, but not its receiver."""

import anyio


async def sender_closes() -> None:
    send, receive = anyio.create_memory_object_stream[str](2)
    with send, receive:
        await send.send("first")
        await send.send("second")
        send.close()
        print("received:", await receive.receive())
        print("received:", await receive.receive())
        try:
            await receive.receive()
        except anyio.EndOfStream:
            print("then EndOfStream")


async def receiver_closes() -> None:
    send, receive = anyio.create_memory_object_stream[str](2)
    with send, receive:
        await send.send("first")
        await send.send("second")
        print("sent: two items")
        receive.close()
        state = send.statistics()
        print("receivers:", state.open_receive_streams)
        print("still in the buffer:", state.current_buffer_used)
        try:
            await send.send("third")
        except anyio.BrokenResourceError:
            print("then BrokenResourceError")


async def main() -> None:
    await sender_closes()
    await receiver_closes()


anyio.run(main)
