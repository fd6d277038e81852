# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""An end of a memory object stream is closed while a task waits on it.

Probed: what becomes of a `receive()` and of a `send()` on an end that is
closed meanwhile, while a clone keeps the stream open.
"""

import anyio
from anyio import ClosedResourceError


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](0)
    other_send, other_receive = send.clone(), receive.clone()

    async def take() -> None:
        try:
            with anyio.fail_after(0.5):
                await receive.receive()
        except (ClosedResourceError, TimeoutError) as error:
            print("receive():", type(error).__name__)

    async def give() -> None:
        try:
            with anyio.fail_after(0.5):
                await send.send("an item")
            print("send(): returned")
        except ClosedResourceError:
            print("send(): ClosedResourceError")

    async with anyio.create_task_group() as tg:
        tg.start_soon(take)
        await anyio.wait_all_tasks_blocked()
        receive.close()

    async with anyio.create_task_group() as tg:
        tg.start_soon(give)
        await anyio.wait_all_tasks_blocked()
        send.close()
        left = other_receive.statistics().tasks_waiting_send
        print("items on offer:", left)
        if left:
            other_receive.receive_nowait()

    other_send.close()
    other_receive.close()


anyio.run(main)
