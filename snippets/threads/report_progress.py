# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A worker thread calls coroutine functions with from_thread.run()."""

import anyio
from anyio import from_thread, to_thread
from anyio.streams.memory import MemoryObjectSendStream


def convert(pages: int, progress: MemoryObjectSendStream[str]) -> None:
    for page in range(1, pages + 1):
        from_thread.run(progress.send, f"page {page} of {pages}")
    from_thread.run_sync(progress.close)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    async with send, receive, anyio.create_task_group() as tg:
        tg.start_soon(to_thread.run_sync, convert, 3, send)
        async for message in receive:
            print(message)
    print("converted")


anyio.run(main)
