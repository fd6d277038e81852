# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Three workers share a bounded stream, however many items there are."""

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream

WORKERS = 3
BUFFER = 2


async def work(
    pages: MemoryObjectReceiveStream[int], fetched: list[int]
) -> None:
    with pages:
        async for page in pages:
            await anyio.sleep(0.1)
            fetched.append(page)


async def main() -> None:
    fetched: list[int] = []
    in_memory = 0
    send, receive = anyio.create_memory_object_stream[int](BUFFER)
    async with anyio.create_task_group() as tg:
        with send, receive:
            for _ in range(WORKERS):
                tg.start_soon(work, receive.clone(), fetched)
            for page in range(1, 13):
                in_memory = max(in_memory, page - len(fetched))
                await send.send(page)
    print("pages:", sorted(fetched))
    print("in memory at most:", in_memory)


anyio.run(main)
