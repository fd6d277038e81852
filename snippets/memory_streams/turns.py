# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The clerk who has waited longest gets the next customer."""

import anyio
from anyio.abc import ObjectReceiveStream

SECONDS = {"Ann": 195, "Bob": 30, "Eve": 30}


async def serve(clerk: str, customers: ObjectReceiveStream[int]) -> None:
    async with customers:
        async for number in customers:
            print(f"{clerk} serves customer {number}")
            await anyio.sleep(SECONDS[clerk])
            print(f"{clerk} is free")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int]()
    async with anyio.create_task_group() as tg:
        with send, receive:
            for clerk in SECONDS:
                tg.start_soon(serve, clerk, receive.clone(), name=clerk)
                await anyio.sleep(1)  # they come one after the other
            for number in range(1, 7):
                await send.send(number)
                await anyio.sleep(60)


anyio.run(main)
