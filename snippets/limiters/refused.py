# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_in_a_dict.py"]
# ///
"""A service that refuses at once what it has no room for."""

import anyio


async def handle(request: int, slots: anyio.CapacityLimiter) -> str:
    try:
        slots.acquire_nowait()
    except anyio.WouldBlock:
        return f"{request}: come back later"
    try:
        await anyio.sleep(0.3)
        return f"{request}: done"
    finally:
        slots.release()


async def main() -> None:
    slots = anyio.CapacityLimiter(2)
    async with anyio.create_task_group() as tg:
        first = [tg.start_soon(handle, n, slots) for n in (1, 2)]
        await anyio.sleep(0.1)
        print(await handle(3, slots))
        print("no room left:", slots.available_tokens == 0)
    print(*(task.return_value for task in first), sep="\n")


anyio.run(main)
