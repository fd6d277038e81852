# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A connection is closed by a peer that hasn't read everything.

Probed: what the other side receives after the last bytes.
"""

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def main() -> None:
    all_sent = anyio.Event()

    async def serve(stream: SocketStream) -> None:
        async with stream:
            request = await stream.receive()
            await stream.send(b"answer to " + request)
            await all_sent.wait()

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"one")
            print(await stream.receive())
            await stream.send(b"two")
            await anyio.sleep(0.1)
            all_sent.set()
            try:
                await stream.receive()
            except (anyio.EndOfStream, anyio.BrokenResourceError) as end:
                print(type(end).__name__)
        tg.cancel_scope.cancel()


anyio.run(main)
