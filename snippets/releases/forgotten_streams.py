# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""The ends of a memory object stream are forgotten, not closed.

Probed: which warnings that gives.
"""

import gc
import warnings

import anyio


async def main() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        send, receive = anyio.create_memory_object_stream[int](1)
        del send, receive
        gc.collect()
    print("warnings:", sorted(each.category.__name__ for each in caught))


anyio.run(main)
