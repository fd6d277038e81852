# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""as_completed() also waits for tasks that run already, gather() doesn't."""

import anyio


async def build(part: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    return f"{part} built"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        wheel = tg.start_soon(build, "wheel", 0.3)
        docs = tg.start_soon(build, "docs", 0.1)
        async with anyio.as_completed(wheel, docs) as handles:
            first = await handles.receive()
            print("first:", first.return_value)
        print("wheel:", wheel.status.name)
        print("last:", await wheel)
        try:
            await anyio.gather(wheel, docs)  # type: ignore[call-overload]
        except* TypeError as group:
            print("gather():", group.exceptions)


anyio.run(main)
