# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Awaiting a cancelled task raises TaskCancelled, which is an error."""

import anyio
from anyio import TaskCancelled, TaskHandle


async def download(file: str) -> str:
    await anyio.sleep(60)
    return file


async def unpack(file: TaskHandle[str]) -> str:
    try:
        return f"unpacked {await file}"
    except TaskCancelled:
        return "nothing to unpack"


async def main() -> None:
    print("an error:", issubclass(TaskCancelled, Exception))
    async with anyio.create_task_group() as tg:
        file = tg.start_soon(download, "map.zip")
        unpacked = tg.start_soon(unpack, file)
        await anyio.sleep(0.1)
        file.cancel()
        print(await unpacked)
        print("unpack:", unpacked.status.name)


anyio.run(main)
