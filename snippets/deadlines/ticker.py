# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""sleep_until() keeps a rhythm that sleep() loses, and catches up after a delay."""

import anyio

WORK = (0.2, 2.5, 0.2, 0.2, 0.2)
"""How many seconds the work of each round takes."""


async def main() -> None:
    start = anyio.current_time()
    times = []
    for seconds in WORK:
        times.append(round(anyio.current_time() - start, 1))
        await anyio.sleep(seconds)
        await anyio.sleep(1)
    print("sleep:", times)

    start = next_time = anyio.current_time()
    times = []
    for seconds in WORK:
        times.append(round(anyio.current_time() - start, 1))
        await anyio.sleep(seconds)
        next_time += 1
        await anyio.sleep_until(next_time)
    print("sleep_until:", times)


anyio.run(main)
