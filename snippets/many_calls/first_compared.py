# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# older = ["older/first_answer_cancels.py"]
# ///
"""After the first answer, asyncio's other calls go on; AnyIO's are ended."""

import asyncio

import anyio


async def ask(mirror: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    if mirror == "far":
        print("  far has answered, for nobody")
    return mirror


async def wait() -> str:
    calls = ask("near", 0.1), ask("far", 0.3)
    tasks = [asyncio.create_task(call) for call in calls]
    first = asyncio.FIRST_COMPLETED
    done, _ = await asyncio.wait(tasks, return_when=first)
    return done.pop().result()


async def as_completed() -> str:
    calls = ask("near", 0.1), ask("far", 0.3)
    return await next(iter(asyncio.as_completed(calls)))


async def anyio_as_completed() -> str:
    calls = ask("near", 0.1), ask("far", 0.3)
    async with anyio.as_completed(*calls) as handles:
        return (await handles.receive()).return_value


async def main() -> None:
    for first in (wait, as_completed, anyio_as_completed):
        print(f"{first.__name__}(): {await first()} was first")
        await anyio.sleep(0.5)


anyio.run(main)
