# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A deadline that moves on with every chunk limits silence, not total time."""

import anyio

IDLE_LIMIT = 0.4


async def receive_chunk(number: int) -> str:
    await anyio.sleep(0.1 if number <= 6 else 60)
    return f"chunk {number}"


async def main() -> None:
    chunks: list[str] = []
    with anyio.move_on_after(IDLE_LIMIT) as scope:
        first_deadline = scope.deadline
        while True:
            chunks.append(await receive_chunk(len(chunks) + 1))
            last_arrival = anyio.current_time()
            scope.deadline = last_arrival + IDLE_LIMIT

    print("received:", len(chunks), "chunks")
    print("past the first deadline:", last_arrival > first_deadline)
    print("gave up when it went silent:", scope.cancelled_caught)


anyio.run(main)
