# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A generator that resets the variable before it yields."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import anyio

label: ContextVar[str] = ContextVar("label", default="main")


@contextmanager
def labelled(name: str) -> Iterator[None]:
    token = label.set(name)
    try:
        yield
    finally:
        label.reset(token)


async def fetch(page: int) -> str:
    await anyio.sleep(0.1)
    return f"{label.get()}: page {page} is here"


async def pages() -> AsyncIterator[str]:
    for page in (1, 2):
        with labelled("pages"):
            text = await fetch(page)
        yield text


async def main() -> None:
    async for text in pages():
        print(text)
        with labelled("work"):
            print(f"{label.get()}: working on it")
    print(f"{label.get()}: done")


anyio.run(main)
