# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "threads/blocking_call.py"
# ///
"""While a blocking call keeps the event loop blocked, no task runs."""

import time

import anyio


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
        print(query_database("users"))


anyio.run(main)
