# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "memory_streams/two_peers.py"
# ///
"""Two peers that send before they receive wait for each other."""

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream


async def play(
    moves: ObjectSendStream[str], answers: ObjectReceiveStream[str]
) -> None:
    async with moves, answers:
        for number in range(3):
            await moves.send(f"move {number}")
        async for _ in answers:
            pass


async def main() -> None:
    to_black, from_white = anyio.create_memory_object_stream[str](2)
    to_white, from_black = anyio.create_memory_object_stream[str](2)
    with anyio.move_on_after(0.5) as scope:
        async with anyio.create_task_group() as tg:
            tg.start_soon(play, to_black, from_black, name="white")
            tg.start_soon(play, to_white, from_white, name="black")
            await anyio.sleep(0.2)
            for name, end in (("white", to_black), ("black", to_white)):
                state = end.statistics()
                print(f"{name}: {state.current_buffer_used} in the buffer,")
                print(f"  waiting to send: {state.tasks_waiting_send}")
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
