# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "measured"
# ///
"""Two failures of sockets that the backends report differently."""

import anyio
from anyio.abc import SocketAttribute


async def send_after_the_end() -> None:
    host = "127.0.0.1"
    async with await anyio.create_tcp_listener(local_host=host) as listener:
        port = listener.extra(SocketAttribute.local_port)
        async with await anyio.connect_tcp(host, port) as stream:
            await stream.send_eof()
            await stream.send(b"one thing more")


async def ask_a_closed_port() -> None:
    host = "127.0.0.1"
    async with await anyio.create_udp_socket(local_host=host) as udp:
        port = udp.extra(SocketAttribute.local_port)
    async with await anyio.create_connected_udp_socket(host, port) as udp:
        await udp.send(b"is anybody there?")
        with anyio.fail_after(0.5):
            await udp.receive()


async def main() -> None:
    for failure in (send_after_the_end, ask_a_closed_port):
        try:
            await failure()
        except Exception as error:
            print(f"{failure.__name__}: {type(error).__name__}")


anyio.run(main)
