# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A request over UDP is sent again until its own answer comes."""

import secrets

import anyio
from anyio.abc import ConnectedUDPSocket, SocketAttribute, UDPSocket

HOST = "127.0.0.1"


async def ask(server: ConnectedUDPSocket, question: bytes) -> bytes:
    ident = secrets.token_bytes(4)
    for _ in range(3):
        with anyio.move_on_after(0.5):
            try:
                await server.send(ident + question)
                while True:
                    answer = await server.receive()
                    if answer[:4] == ident:
                        return answer[4:]
                    print("client: not the answer to this")
            except anyio.BrokenResourceError:
                # nobody listens now; somebody may after the pause
                await anyio.sleep_forever()
        print("client: no answer in time")
    raise TimeoutError(f"no answer to {question!r}")


async def serve(server: UDPSocket) -> None:
    await server.receive()  # the network loses the first request
    async for data, (host, port) in server:
        for _ in range(2):  # and brings each answer twice
            await server.sendto(data[:4] + data[4:].upper(), host, port)


async def main() -> None:
    server = await anyio.create_udp_socket(local_host=HOST)
    port = server.extra(SocketAttribute.local_port)
    client = await anyio.create_connected_udp_socket(HOST, port)
    async with server, client, anyio.create_task_group() as tg:
        tg.start_soon(serve, server)
        print(await ask(client, b"one"))
        print(await ask(client, b"two"))
        tg.cancel()


anyio.run(main)
