# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""AnyIO: send everything, close, and leave the block of the workers."""

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


async def fetch(
    pages: MemoryObjectReceiveStream[int], fetched: list[int]
) -> None:
    with pages:
        async for page in pages:
            await anyio.sleep(0.1)
            fetched.append(page)


async def main() -> None:
    fetched: list[int] = []
    send, receive = anyio.create_memory_object_stream[int](2)
    async with anyio.create_task_group() as tg:
        with send, receive:
            for number in (1, 2):
                clone = receive.clone()
                tg.start_soon(
                    fetch, clone, fetched, name=f"worker {number}"
                )
            for page in range(1, 7):
                await send.send(page)
            print("in the stream:", send.statistics().current_buffer_used)
    print("fetched:", sorted(fetched))


anyio.run(main)
