# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""asyncio.gather() leaves the other calls running; anyio.gather() ends them."""

import asyncio

import anyio


async def download() -> None:
    await anyio.sleep(0.1)
    raise ConnectionError("the server hung up")


async def upload() -> None:
    try:
        await anyio.sleep(0.3)
        print("upload went on to its end")
    except anyio.get_cancelled_exc_class():
        print("upload was cancelled")
        raise


async def main() -> None:
    try:
        await asyncio.gather(download(), upload())
    except ConnectionError as error:
        print("asyncio.gather() raised", repr(error))
    await anyio.sleep(0.3)
    try:
        await anyio.gather(download(), upload())
    except* ConnectionError as group:
        print("anyio.gather() raised a group:", group.exceptions)


anyio.run(main)
