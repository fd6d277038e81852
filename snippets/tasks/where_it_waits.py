# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Where does a task wait? Its coroutines lead to the line."""

from types import CoroutineType

import anyio


async def request(path: str) -> str:
    await anyio.sleep(60)
    return path


async def load_page(path: str) -> str:
    user = await request("/login")
    return user + await request(path)


def stack(coroutine: object) -> list[str]:
    lines = []
    while isinstance(coroutine, CoroutineType):
        frame = coroutine.cr_frame
        if frame is not None and frame.f_code.co_filename == __file__:
            lines.append(f"{coroutine.__name__}, line {frame.f_lineno}")
        coroutine = coroutine.cr_await
    return lines


async def main() -> None:
    async with anyio.create_task_group() as tg:
        page = tg.start_soon(load_page, "/prices")
        await anyio.sleep(0.1)
        print("by handle:", stack(page.coro))
        for task in anyio.get_running_tasks():
            if task != anyio.get_current_task() and stack(task.coro):
                print("by list:", task.name, stack(task.coro))
        tg.cancel()


anyio.run(main)
