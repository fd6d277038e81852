# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A lock goes to whoever waited longest, also past a greedy task."""

import anyio


async def export_all(lock: anyio.Lock) -> None:
    for part in (1, 2):
        async with lock:
            print("export, part", part)
            await anyio.sleep(0.4)


async def save(name: str, lock: anyio.Lock) -> None:
    async with lock:
        print("save", name)


async def main() -> None:
    lock = anyio.Lock()
    async with anyio.create_task_group() as tg:
        tg.start_soon(export_all, lock)
        for name in ("a", "b"):
            await anyio.sleep(0.1)
            tg.start_soon(save, name, lock, name=f"save {name}")


anyio.run(main)
