# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# ///
"""The same steps with a channel of Trio and with a stream of AnyIO."""

import anyio
import trio


async def main() -> None:
    print("Trio")
    send_channel, receive_channel = trio.open_memory_channel[str](1)
    with send_channel, receive_channel:
        await send_channel.send("item")
        try:
            send_channel.send_nowait("another")
        except trio.WouldBlock:
            print("  WouldBlock")
        send_channel.close()
        print("  got", await receive_channel.receive())
        try:
            await receive_channel.receive()
        except trio.EndOfChannel:
            print("  EndOfChannel")

    print("AnyIO")
    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        await send.send("item")
        try:
            send.send_nowait("another")
        except anyio.WouldBlock:
            print("  WouldBlock")
        send.close()
        print("  got", await receive.receive())
        try:
            await receive.receive()
        except anyio.EndOfStream:
            print("  EndOfStream")


anyio.run(main, backend="trio")
