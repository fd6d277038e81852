# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_in_a_dict.py"]
# ///
"""start_soon() returns a handle, which has the result once the task is done."""

import anyio
from anyio import TaskNotFinished


async def word_count(text: str) -> int:
    await anyio.sleep(0.1)
    return len(text.split())


async def main() -> None:
    async with anyio.create_task_group() as tg:
        short = tg.start_soon(word_count, "two words")
        long = tg.start_soon(word_count, "this text has five words")
        try:
            print("too early:", short.return_value)
        except TaskNotFinished:
            print("not finished yet")
        print("short, awaited in the block:", await short)
    print("long, read after the block:", long.return_value)


anyio.run(main)
