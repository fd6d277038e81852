# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "measured"
# ///
"""What happens to a stream decides which exception it raises."""

from collections.abc import Awaitable
from socket import AddressFamily

import anyio


async def report(event: str, operation: Awaitable[object]) -> None:
    try:
        await operation
    except Exception as error:
        print(f"{event}: {type(error).__name__}")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        receive.close()
        await report("send, no receiver left", send.send("hello"))
        await report("receive on my closed end", receive.receive())

    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        try:
            receive.receive_nowait()
        except anyio.WouldBlock:
            print("receive_nowait, nothing there: WouldBlock")
        async with anyio.create_task_group() as tg:
            waiting = receive.clone()
            call = waiting.receive()
            tg.start_soon(report, "receive, closed by another task", call)
            await anyio.wait_all_tasks_blocked()
            waiting.close()
        send.close()
        await report("receive, no sender left", receive.receive())

    async with (
        await anyio.create_udp_socket(
            AddressFamily.AF_INET, local_host="127.0.0.1"
        ) as udp,
        anyio.create_task_group() as tg,
    ):
        tg.start_soon(udp.receive)
        await anyio.wait_all_tasks_blocked()
        await report("receive in two tasks", udp.receive())
        tg.cancel_scope.cancel()


anyio.run(main)
