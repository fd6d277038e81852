# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A task that only receives loses nothing while others work."""

import anyio
from anyio.abc import SocketAttribute, UDPSocket
from anyio.streams.memory import MemoryObjectSendStream

HOST = "127.0.0.1"


async def read(
    store: UDPSocket, queue: MemoryObjectSendStream[int]
) -> None:
    dropped = 0
    with queue:
        async for data, _ in store:
            try:
                queue.send_nowait(int(data))
            except anyio.WouldBlock:
                dropped += 1
                print("no room, dropped so far:", dropped)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int](1000)
    async with (
        await anyio.create_udp_socket(local_host=HOST) as meter,
        await anyio.create_udp_socket(local_host=HOST) as store,
        anyio.create_task_group() as tg,
    ):
        tg.start_soon(read, store, send)
        port = store.extra(SocketAttribute.local_port)
        for number in range(150):
            await meter.sendto(b"%d" % number, HOST, port)
        await anyio.sleep(0.5)  # the store is busy with other work

        with receive, anyio.fail_after(5):
            readings = [await receive.receive() for _ in range(150)]
        print("received:", len(readings))
        print("the first:", readings[0], "the last:", readings[-1])
        tg.cancel()


anyio.run(main)
