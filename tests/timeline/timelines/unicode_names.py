# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Names and lines in several scripts."""

import anyio


async def wait(text: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    print(text)


async def größe() -> None:
    print("Größe: 3 µm")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(wait, "数据已到 🦊", 0.1, name="λ-задача-数据")
        tg.start_soon(wait, "e\u0301t\u00e9 <b>&amp;", 0.2, name="<b> “tâche”")
        tg.start_soon(größe)


anyio.run(main)
