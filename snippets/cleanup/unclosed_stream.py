# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "cleanup/closed_stream.py"
# ///
"""A memory object stream that nobody closes warns when it is collected."""

import gc
import warnings

import anyio


async def pass_one_item() -> None:
    send, receive = anyio.create_memory_object_stream[str](1)
    await send.send("item")
    print("received", await receive.receive())


async def main() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await pass_one_item()
        gc.collect()
    print("warnings:", len(caught))
    # which of the two is collected first is up to Python
    for warning in sorted(
        caught, key=lambda each: type(each.source).__name__
    ):
        kind = type(warning.source).__name__
        print(f"  {warning.category.__name__}: unclosed {kind}")


anyio.run(main)
