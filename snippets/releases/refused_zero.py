# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""The receiver is closed while a task offers the item 0.

Probed: whether `send()` tells that nobody took it.
"""

import anyio


async def offer(stream: anyio.abc.ObjectSendStream[int], item: int) -> None:
    try:
        await stream.send(item)
        print(f"{item}: sent")
    except anyio.BrokenResourceError:
        print(f"{item}: BrokenResourceError")


async def main() -> None:
    for item in (1, 0):
        send, receive = anyio.create_memory_object_stream[int](0)
        async with send, anyio.create_task_group() as tg:
            tg.start_soon(offer, send, item)
            await anyio.wait_all_tasks_blocked()
            receive.close()


anyio.run(main)
