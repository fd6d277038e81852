# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A batch that is complete after three items or after 0.2 seconds."""

import anyio
from anyio.abc import ObjectReceiveStream


async def next_batch(
    receive: ObjectReceiveStream[str], size: int, seconds: float
) -> list[str]:
    batch = [await receive.receive()]
    with anyio.move_on_after(seconds):
        while len(batch) < size:
            try:
                batch.append(await receive.receive())
            except anyio.EndOfStream:
                break
    return batch


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](10)
    with receive:
        with send:
            send.send_nowait("a")
            send.send_nowait("b")
            print(await next_batch(receive, 3, 0.2))

            for item in ("c", "d", "e", "f"):
                send.send_nowait(item)
            print(await next_batch(receive, 3, 0.2))
        print(await next_batch(receive, 3, 0.2))
        try:
            await next_batch(receive, 3, 0.2)
        except anyio.EndOfStream:
            print("the end")


anyio.run(main)
