# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""Code that swallows its cancellation outlives asyncio's limits, not AnyIO's."""

import asyncio

import anyio

calls = 0


async def fetch_with_retries() -> str:
    # stands for a library that tries again after whatever is raised
    global calls
    calls = 0
    while True:
        calls += 1
        try:
            await anyio.sleep(0.3)
            return "a page"
        except BaseException:
            if calls == 5:
                raise


async def main() -> None:
    async with asyncio.timeout(0.1):
        page = await fetch_with_retries()
    print(f"asyncio.timeout(): {page} after {calls} calls")
    page = await asyncio.wait_for(fetch_with_retries(), 0.1)
    print(f"asyncio.wait_for(): {page} after {calls} calls")
    try:
        with anyio.fail_after(0.1):
            await fetch_with_retries()
    except TimeoutError:
        print(f"anyio.fail_after(): TimeoutError after {calls} calls")


anyio.run(main)
