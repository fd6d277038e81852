# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A context is copied, and the objects in it are shared."""

from contextvars import ContextVar

import anyio

labels: ContextVar[dict[str, str]] = ContextVar("labels")


async def change_in_place(step: str) -> None:
    labels.get()["step"] = step


async def replace(step: str) -> None:
    labels.set({**labels.get(), "step": step})


async def main() -> None:
    for label in (replace, change_in_place):
        labels.set({"job": "j1"})
        async with anyio.create_task_group() as tg:
            tg.start_soon(label, "parse")
        print(f"{label.__name__}: main has {labels.get()}")


anyio.run(main)
