# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a function finds around it in a worker process."""

import inspect
import os
import sys

import anyio
from anyio import to_process


def look_around() -> list[tuple[str, object]]:
    frame = inspect.currentframe()
    assert frame
    assert frame.f_back
    caller = frame.f_back.f_code
    return [
        ("own name", __name__),
        ("called by", caller.co_name),
        ("AnyIO's worker", caller == to_process.process_worker.__code__),
        ("output lost", sys.stdout.name == os.devnull),
    ]


async def main() -> None:
    here = look_around()
    there = await to_process.run_sync(look_around)
    for (what, mine), (_, workers) in zip(here, there, strict=True):
        print(f"{what}: {mine} | {workers}")


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
