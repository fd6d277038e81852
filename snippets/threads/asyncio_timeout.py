# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""asyncio.timeout() abandons a thread that AnyIO's timeouts wait for."""

import asyncio
import time

import anyio
from anyio import to_thread


def upload(name: str) -> None:
    time.sleep(0.5)
    print(f"thread: {name} is uploaded")


async def main() -> None:
    with anyio.move_on_after(0.2):
        await to_thread.run_sync(upload, "a photo")
    print("task: AnyIO's timeout has waited")

    try:
        async with asyncio.timeout(0.2):
            await to_thread.run_sync(upload, "a film")
    except TimeoutError:
        print("task: asyncio's timeout has not")


anyio.run(main)
