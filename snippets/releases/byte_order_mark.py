# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""Two texts are sent in an encoding that has a byte order mark.

Probed: how many bytes each takes, and what the other side reads.
"""

import anyio
from anyio.streams.text import TextSendStream


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](2)
    async with TextSendStream(send, "utf-16") as text:
        await text.send("a")
        await text.send("b")
    sent = [part async for part in receive]
    receive.close()
    print("bytes:", [len(part) for part in sent])
    print("read:", ascii(b"".join(sent).decode("utf-16")))


anyio.run(main)
