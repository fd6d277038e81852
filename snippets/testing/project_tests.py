"""The tests of one file."""

import anyio


async def test_items_come_in_order() -> None:
    send, receive = anyio.create_memory_object_stream[int](2)
    async with send, receive:
        await send.send(1)
        await send.send(2)
        assert [await receive.receive() for _ in range(2)] == [1, 2]
