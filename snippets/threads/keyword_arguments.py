# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Keyword arguments travel in a functools.partial()."""

import time
from functools import partial

import anyio
from anyio import to_thread


def render(title: str, *, pages: int = 1) -> str:
    time.sleep(0.1)  # stands for a library that blocks its thread
    return f"{title}, {pages} pages"


async def main() -> None:
    try:
        await to_thread.run_sync(render, "Report", pages=3)  # type: ignore
    except TypeError as error:
        print("TypeError:", error)

    job = partial(render, pages=3)
    print(await to_thread.run_sync(job, "Report"))


anyio.run(main)
