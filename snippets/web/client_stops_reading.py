# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "starlette>=1"]
#
# [tool.example]
# leaves = ["resource"]
# timeline = "none"
# ///
"""Where a generator is cleaned up when its client stops reading."""

import gc
from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio
from starlette.responses import StreamingResponse
from starlette.types import Message, Send

ended = anyio.Event()


async def rows() -> AsyncGenerator[str, None]:
    try:
        while True:
            yield "a row\n"
            await anyio.sleep(0.01)
    finally:
        try:
            with anyio.move_on_after(5, shield=True):
                await anyio.sleep(0.01)
                print("  cleaned up")
        finally:
            ended.set()


class ClosedStream(StreamingResponse):
    def __init__(self, rows: AsyncGenerator[str, None]) -> None:
        super().__init__(rows)
        self.rows = rows

    async def stream_response(self, send: Send) -> None:
        async with aclosing(self.rows):
            await super().stream_response(send)


async def respond(kind: type[ClosedStream | StreamingResponse]) -> None:
    full = anyio.Event()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            full.set()
            await anyio.sleep_forever()  # the client doesn't read

    async def receive() -> Message:
        await full.wait()
        return {"type": "http.disconnect"}

    print(kind.__name__)
    await kind(rows())({"type": "http"}, receive, send)
    print("  the response is over")
    gc.collect()  # so that the generator is dropped now
    await ended.wait()


async def main() -> None:
    global ended
    await respond(StreamingResponse)
    ended = anyio.Event()
    await respond(ClosedStream)


anyio.run(main)
