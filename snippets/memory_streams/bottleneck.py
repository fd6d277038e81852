# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The statistics of two streams show which stage is too slow."""

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from anyio.streams.memory import MemoryObjectStreamStatistics


async def read(pages: ObjectSendStream[int]) -> None:
    async with pages:
        for page in range(1, 9):
            await pages.send(page)


async def scan(
    pages: ObjectReceiveStream[int], texts: ObjectSendStream[str]
) -> None:
    async with pages, texts:
        async for page in pages:
            await anyio.sleep(10)
            await texts.send(f"text of page {page}")


async def store(texts: ObjectReceiveStream[str]) -> None:
    async with texts:
        print("stored:", len([text async for text in texts]))


def show(name: str, state: MemoryObjectStreamStatistics) -> None:
    used, size = state.current_buffer_used, state.max_buffer_size
    print(f"{name}: {used} of {size} in the buffer")
    print("  waiting to send:", state.tasks_waiting_send)
    print("  waiting to receive:", state.tasks_waiting_receive)


async def main() -> None:
    pages, to_scan = anyio.create_memory_object_stream[int](3)
    texts, to_store = anyio.create_memory_object_stream[str](3)
    async with anyio.create_task_group() as tg:
        tg.start_soon(read, pages)
        tg.start_soon(scan, to_scan, texts)
        tg.start_soon(store, to_store)
        await anyio.sleep(25)
        show("pages", pages.statistics())
        show("texts", texts.statistics())


anyio.run(main)
