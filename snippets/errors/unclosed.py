# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.5"]
#
# [tool.example]
# leaves = ["resource"]
# ///
"""A stream that is forgotten warns when it is collected."""

import gc
import re
import warnings

import anyio


async def forget() -> None:
    send, _receive = anyio.create_memory_object_stream[str](1)
    await send.send("hello")


async def close() -> None:
    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        await send.send("hello")


async def main() -> None:
    for call in (forget, close):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            await call()
            gc.collect()
        for each in sorted(str(one.message) for one in caught):
            print("ResourceWarning:", re.sub("at .*>", "at …>", each))
        print(call.__name__, len(caught))


anyio.run(main)
