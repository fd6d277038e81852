# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A connection breaks, and its stream is closed.

Probed: which error a later `send()` raises.
"""

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def hang_up(stream: SocketStream) -> None:
    await anyio.aclose_forcefully(stream)


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, hang_up)
        stream = await anyio.connect_tcp("127.0.0.1", port)
        try:
            with anyio.fail_after(1):
                while True:
                    await stream.send(b"hello")
                    await anyio.sleep(0.01)
        except anyio.BrokenResourceError:
            print("while open: BrokenResourceError")
        await stream.aclose()
        try:
            await stream.send(b"hello")
        except Exception as error:
            print("after aclose():", type(error).__name__)
        tg.cancel_scope.cancel()


anyio.run(main)
