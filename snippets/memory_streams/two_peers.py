# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A peer that sends in a second task can receive at any time."""

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream


async def send_all(moves: ObjectSendStream[str]) -> None:
    async with moves:
        for number in range(3):
            await moves.send(f"move {number}")


async def play(
    name: str,
    moves: ObjectSendStream[str],
    answers: ObjectReceiveStream[str],
) -> int:
    received = 0
    async with answers, anyio.create_task_group() as tg:
        tg.start_soon(send_all, moves, name=f"{name} sends")
        async for _ in answers:
            received += 1
    return received


async def main() -> None:
    to_black, from_white = anyio.create_memory_object_stream[str](2)
    to_white, from_black = anyio.create_memory_object_stream[str](2)
    white, black = await anyio.gather(
        play("white", to_black, from_black),
        play("black", to_white, from_white),
    )
    print(f"white received {white}, black {black}")


anyio.run(main)
