# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A thread receives from a stream, and only the sender waits for it."""

import time

import anyio
from anyio import from_thread, to_thread
from anyio.abc import ObjectReceiveStream


def write_log(lines: ObjectReceiveStream[str]) -> None:
    while True:
        try:
            line = from_thread.run(lines.receive)
        except anyio.EndOfStream:
            break
        time.sleep(0.2)
        print("written:", line)


async def other_task() -> None:
    await anyio.sleep(0.2)
    print("another task runs")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](1)
    async with receive, anyio.create_task_group() as tg:
        tg.start_soon(other_task)
        tg.start_soon(to_thread.run_sync, write_log, receive)
        await anyio.sleep(0.1)
        with send:
            await send.send("line 1")
            await send.send("line 2")
            await send.send("line 3")
        print("all lines are handed over")


anyio.run(main)
