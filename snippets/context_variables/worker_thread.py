# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A worker thread and its calls into the loop get copies, too."""

from contextvars import ContextVar

import anyio
from anyio import from_thread, to_thread

request: ContextVar[str] = ContextVar("request", default="none")


async def save() -> None:
    print("in the loop, for the thread:", request.get())
    request.set("saved")


def render() -> None:
    print("in the thread:              ", request.get())
    request.set("rendered")
    from_thread.run(save)
    print("in the thread again:        ", request.get())


async def main() -> None:
    request.set("r1")
    await to_thread.run_sync(render)
    print("in the task afterwards:     ", request.get())


anyio.run(main)
