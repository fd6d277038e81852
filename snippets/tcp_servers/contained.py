# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A handler lets no error of one client out, and others are served."""

import logging
import sys

import anyio
from anyio.abc import SocketAttribute, SocketStream

logger = logging.getLogger("server")


async def divide(client: SocketStream) -> None:
    async for number in client:
        await client.send(str(100 // int(number)).encode())


async def handle(client: SocketStream) -> None:
    async with client:
        try:
            await divide(client)
        except anyio.BrokenResourceError:
            logger.info("a client is gone")
        except Exception as error:
            logger.error("a handler failed: %s", type(error).__name__)


async def main() -> None:
    logging.basicConfig(stream=sys.stdout, format="%(message)s")
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, handle)
        for number in (b"0", b"4"):
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                await stream.send(number)
                await stream.send_eof()
                print(number, [answer async for answer in stream])
        tg.cancel()


anyio.run(main)
