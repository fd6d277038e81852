# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A group of errors says how many, and its parts say which."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup


async def fail(reason: str) -> None:
    raise ValueError(reason)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(fail, "no such city")


def told(error: BaseException, margin: str = "") -> None:
    print(f"{margin}{type(error).__name__}: {error}")
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            told(part, margin + "  ")


try:
    anyio.run(main)
except BaseException as error:
    told(error)
