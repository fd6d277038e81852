# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/how_each_ended.py"]
# ///
"""What a handle says before its task has ended, and what afterwards."""

from collections.abc import Callable

import anyio
from anyio import TaskFailed, TaskHandle, TaskNotFinished


async def pack(seconds: float, content: str | None) -> str:
    await anyio.sleep(seconds)
    if content is None:
        raise LookupError("out of stock")
    return content


def answer(ask: Callable[[], object]) -> str:
    try:
        return repr(ask())
    except (TaskFailed, TaskNotFinished) as error:
        return f"raises {type(error).__name__}"


def show(order: TaskHandle[str]) -> None:
    value = answer(lambda: order.return_value)
    error = answer(lambda: order.exception)
    print(f"{order.name} {order.status.name:10} {value:22} {error}")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            a = tg.start_soon(pack, 0.2, "soap", name="A")
            b = tg.start_soon(pack, 0.3, None, name="B")
            c = tg.start_soon(pack, 0.4, "salt", name="C")
            await anyio.sleep(0.1)
            c.cancel()
            for order in (a, c):
                show(order)
    except* LookupError:
        print("-- after the group --")
    for order in (a, b, c):
        show(order)


anyio.run(main)
