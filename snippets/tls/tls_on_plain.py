# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""What a TLS client sees of servers that don't speak TLS."""

import ssl

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def answer(client: SocketStream) -> None:
    async with client:
        print("  server: first byte", (await client.receive())[0])
        await client.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")


async def hang_up(client: SocketStream) -> None:
    async with client:
        await client.receive()


async def wait(client: SocketStream) -> None:
    async with client:
        await anyio.sleep_forever()


async def main() -> None:
    for server in (answer, hang_up, wait):
        print(server.__name__)
        tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = tcp.extra(SocketAttribute.local_port)
        async with tcp, anyio.create_task_group() as tg:
            tg.start_soon(tcp.serve, server)
            try:
                with anyio.fail_after(2):
                    await anyio.connect_tcp("127.0.0.1", port, tls=True)
            except (
                anyio.BrokenResourceError,
                ssl.SSLError,
                TimeoutError,
            ) as error:
                print("  client:", type(error).__name__)
            tg.cancel()


anyio.run(main)
