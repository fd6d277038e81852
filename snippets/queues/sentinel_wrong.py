# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "queues/workers_on_stream.py"
# ///
"""One sentinel ends one worker, and the other one waits for its own."""

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


async def fetch(pages: MemoryObjectReceiveStream[int | None]) -> None:
    while (page := await pages.receive()) is not None:
        await anyio.sleep(0.1)
        print("fetched:", page)
    print("a worker has ended")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int | None](4)
    with send, receive, anyio.move_on_after(0.5) as scope:
        async with anyio.create_task_group() as tg:
            tg.start_soon(fetch, receive, name="worker 1")
            tg.start_soon(fetch, receive, name="worker 2")
            await send.send(1)
            await send.send(None)
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
