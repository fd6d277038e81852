# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Groups in groups: each is left when the last of its own tasks ends."""

import anyio


async def leaf(name: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    print(name)


async def branch(name: str, seconds: float) -> None:
    async with anyio.create_task_group() as twigs:
        twigs.start_soon(leaf, f"{name} short", seconds)
        twigs.start_soon(leaf, f"{name} long", seconds + 0.2)
    print(name, "is over")


async def main() -> None:
    async with anyio.create_task_group() as outer:
        outer.start_soon(branch, "left", 0.05)
        async with anyio.create_task_group() as inner:
            inner.start_soon(branch, "right", 0.15)
            await anyio.sleep(0.1)
            print("body of the inner group is over")
        print("inner group is over")
    print("outer group is over")


anyio.run(main)
