# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "context_variables/generator.py"
# ///
"""Wrong: what a generator sets at its yield is set for its reader."""

from collections.abc import AsyncIterator
from contextvars import ContextVar

import anyio

label: ContextVar[str] = ContextVar("label", default="main")


async def fetch(page: int) -> str:
    await anyio.sleep(0.1)
    return f"{label.get()}: page {page} is here"


async def pages() -> AsyncIterator[str]:
    label.set("pages")
    for page in (1, 2):
        yield await fetch(page)
    label.set("main")


async def main() -> None:
    async for text in pages():
        print(text)
        print(f"{label.get()}: working on it")
        label.set("work")


anyio.run(main)
