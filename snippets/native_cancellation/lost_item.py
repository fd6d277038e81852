# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""An item that is handed over is lost to Task.cancel(), and not to a scope."""

import asyncio
from collections.abc import Callable, Coroutine

import anyio


async def give_and_cancel(
    take: Coroutine[None, None, str], give: Callable[[str], None]
) -> None:
    task = asyncio.create_task(take)
    await anyio.sleep(0.1)
    give("a job")
    task.cancel()
    await asyncio.wait([task])


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](5)
    with send, receive:
        async with anyio.create_task_group() as tg:
            handle = tg.start_soon(receive.receive)
            await anyio.sleep(0.1)
            send.send_nowait("a job")
            handle.cancel()
        print("a stream, and a scope: took", handle.return_value)

        await give_and_cancel(receive.receive(), send.send_nowait)
        left = receive.statistics().current_buffer_used
        print("a stream, and Task.cancel(): left", left)

    queue: asyncio.Queue[str] = asyncio.Queue()
    await give_and_cancel(queue.get(), queue.put_nowait)
    print("a queue, and Task.cancel(): left", queue.qsize())


anyio.run(main)
