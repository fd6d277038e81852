# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/future_by_event.py"]
# ///
"""An item carries a future, so its sender learns when it is done."""

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)

Job = tuple[str, anyio.Future[int]]


async def count_words(jobs: MemoryObjectReceiveStream[Job]) -> None:
    with jobs:
        async for text, words in jobs:
            await anyio.sleep(0.1)
            words.return_value = len(text.split())


async def ask(text: str, jobs: MemoryObjectSendStream[Job]) -> int:
    words = anyio.Future[int]()
    await jobs.send((text, words))
    return await words


async def main() -> None:
    jobs, to_count = anyio.create_memory_object_stream[Job](10)
    async with anyio.create_task_group() as tg:
        tg.start_soon(count_words, to_count)
        with jobs:
            print("one item:", await ask("just three words", jobs))
            batch = ("one", "one two", "one two three four")
            calls = [ask(text, jobs) for text in batch]
            print("a batch:", await anyio.gather(*calls))


anyio.run(main)
