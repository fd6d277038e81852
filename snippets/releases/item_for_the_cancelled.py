# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""An item is sent to a task that was cancelled at this moment.

Probed: whether the item is still in the stream afterwards.
"""

import anyio


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](1)
    async with send, receive:
        async with anyio.create_task_group() as tg:
            tg.start_soon(receive.receive)
            await anyio.wait_all_tasks_blocked()
            tg.cancel_scope.cancel()
            send.send_nowait("an item")
        left = receive.statistics().current_buffer_used
        print("left in the stream:", left)


anyio.run(main)
