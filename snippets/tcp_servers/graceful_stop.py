# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""No new clients, two seconds for those that are here, then the end."""

import anyio
from anyio.abc import Listener, SocketAttribute, SocketStream


async def work(client: SocketStream) -> None:
    try:
        async with client:
            await client.send(b"begun")
            await client.receive()  # the work, as long as it takes
            await client.send(b"done")
    except (anyio.BrokenResourceError, anyio.EndOfStream):
        print("a client is gone")


class Server:
    def __init__(self, listener: Listener[SocketStream]) -> None:
        self._listener = listener
        self.stop = anyio.Event()
        self.closed = anyio.Event()

    async def serve(self, budget: float) -> bool:
        """Return whether all clients were served to the end."""
        async with anyio.create_task_group() as clients:
            async with self._listener, anyio.create_task_group() as tg:
                tg.start_soon(self._listener.serve, work, clients)
                await self.stop.wait()
                tg.cancel()
            self.closed.set()
            now = anyio.current_time()
            clients.cancel_scope.deadline = now + budget
        return not clients.cancel_scope.cancelled_caught


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    server = Server(listener)
    async with anyio.create_task_group() as tg:
        serving = tg.start_soon(server.serve, 2)
        async with (
            await anyio.connect_tcp("127.0.0.1", port) as quick,
            await anyio.connect_tcp("127.0.0.1", port) as slow,
        ):
            print(await quick.receive(), await slow.receive())
            server.stop.set()
            await server.closed.wait()
            try:
                await anyio.connect_tcp("127.0.0.1", port)
            except OSError:
                print("no new clients")
            await quick.send(b"go on")
            print("quick:", [answer async for answer in quick])
            print("slow:", [answer async for answer in slow])
    print("all were served to the end:", serving.return_value)


anyio.run(main)
