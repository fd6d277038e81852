# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# unordered = ["2-4"]
# ///
"""Tasks that are ready together print in no fixed order."""

import anyio


async def greet(name: str, opened: anyio.Event) -> None:
    await opened.wait()
    print("hello from", name)


async def main() -> None:
    opened = anyio.Event()
    async with anyio.create_task_group() as task_group:
        for name in ("a", "b", "c"):
            task_group.start_soon(greet, name, opened)
        await anyio.sleep(0.1)  # meanwhile, all three get to their wait
        print("the door opens")
        opened.set()
    print("all have been in")


anyio.run(main)
