# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""to_thread.run_sync() runs a blocking call while the loop goes on."""

import time

import anyio
from anyio import to_thread


def query_database(table: str) -> str:
    time.sleep(0.8)  # stands for a driver that blocks its thread
    return f"42 rows in {table}"


async def heartbeat() -> None:
    for beat in range(1, 4):
        print("heartbeat", beat)
        await anyio.sleep(0.1)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(heartbeat)
        print(await to_thread.run_sync(query_database, "users"))


anyio.run(main)
