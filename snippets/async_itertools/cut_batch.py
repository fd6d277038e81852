# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "async_itertools/batch_in_time.py"
# ///
"""A time limit that cuts batched() loses the batch, and ends the iterator."""

import anyio
from anyio.itertools import batched


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](10)
    with send, receive:
        batches = batched(receive, 3)
        send.send_nowait("a")
        send.send_nowait("b")
        with anyio.move_on_after(0.2):
            print(await anext(batches))
        print("not three yet")

        for item in ("c", "d", "e"):
            send.send_nowait(item)
        print("next batch:", await anext(batches, "none"))
        waiting = receive.statistics().current_buffer_used
        print("still in the stream:", waiting)


anyio.run(main)
