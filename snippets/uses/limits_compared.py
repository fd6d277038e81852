# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# ///
"""A limit of one second on a session whose farewell takes a minute."""

import asyncio

import anyio


async def session() -> None:
    try:
        await anyio.sleep(3600)
    finally:
        await anyio.sleep(60)  # the farewell, to a slow peer
        print("the farewell has arrived")


async def with_asyncio() -> None:
    async with asyncio.timeout(1):
        await session()


async def with_anyio() -> None:
    with anyio.fail_after(1):
        await session()


async def main() -> None:
    for limited in (with_asyncio, with_anyio):
        start = anyio.current_time()
        try:
            await limited()
        except TimeoutError:
            seconds = anyio.current_time() - start
            print(f"{limited.__name__}: gave up after {seconds:.0f} s")


anyio.run(main)
