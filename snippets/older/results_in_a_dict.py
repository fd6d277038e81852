# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""Each task leaves its result where the caller finds it later."""

import anyio


async def word_count(text: str) -> int:
    await anyio.sleep(0.1)
    return len(text.split())


async def main() -> None:
    counts: dict[str, int] = {}

    async def count(name: str, text: str) -> None:
        counts[name] = await word_count(text)

    async with anyio.create_task_group() as tg:
        tg.start_soon(count, "short", "two words")
        tg.start_soon(count, "long", "this text has five words")
        print("in the block:", counts)
    print("short, after the block:", counts["short"])
    print("long, after the block:", counts["long"])


anyio.run(main)
