# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# order = "free"
# timeline = "none"
# ///
"""Trio starts ready tasks forwards or backwards, and decides anew each time."""

import anyio


async def order_of_one_group() -> str:
    started: list[str] = []

    async def child(name: str) -> None:
        started.append(name)

    async with anyio.create_task_group() as task_group:
        for name in "abcde":
            task_group.start_soon(child, name)
    return "".join(started)


async def main() -> None:
    orders = {await order_of_one_group() for _ in range(200)}
    print(" or ".join(sorted(orders)))


anyio.run(main)
