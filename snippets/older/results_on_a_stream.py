# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
# ///
"""Tasks send their results into a stream: the first is read first."""

import anyio
from anyio.abc import ObjectSendStream

ROUTES = {"train": 0.3, "bus": 0.1, "ferry": 0.2}


async def price(route: str) -> str:
    await anyio.sleep(ROUTES[route])
    return f"{route} {len(route)} EUR"


async def send_price(route: str, to: ObjectSendStream[str]) -> None:
    async with to:
        await to.send(await price(route))


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    async with anyio.create_task_group() as tg, receive:
        with send:
            for route in ROUTES:
                tg.start_soon(send_price, route, send.clone())
        async for found in receive:
            print(found)


anyio.run(main)
