# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""Arguments of AnyIO 3, with the warnings that they bring today."""

import warnings
from typing import Any

import anyio
from anyio import to_thread


async def attempt(name: str, call: Any) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = call()
            if hasattr(result, "__await__"):
                await result
            said = {warning.category.__name__ for warning in caught}
            print(f"{name}:", *sorted(said) or ["no warning"])
        except TypeError:
            print(f"{name}: TypeError")


async def main() -> None:
    run: Any = to_thread.run_sync
    await attempt(
        "cancellable=True", lambda: run(len, "", cancellable=True)
    )
    await attempt(
        "abandon_on_cancel=True",
        lambda: run(len, "", abandon_on_cancel=True),
    )
    make: Any = anyio.create_memory_object_stream
    streams: list[Any] = []
    await attempt(
        "item_type=int", lambda: streams.extend(make(1, item_type=int))
    )
    await attempt(
        "create_memory_object_stream[int](1)",
        lambda: streams.extend(make[int](1)),
    )
    for stream in streams:
        stream.close()


anyio.run(main)
