# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Callers get the plain error, and need not know of the task group inside."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


def only_error(error: Exception) -> Exception:
    """The one error in a group, or the group, if it has several."""
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


async def fetch(page: str) -> str:
    await anyio.sleep(0.1)
    if page == "sport":
        raise ConnectionError(f"no answer for {page}")
    return f"text of {page}"


async def fetch_all(*pages: str) -> list[str]:
    try:
        return await anyio.amap(fetch, pages)
    except ExceptionGroup as group:
        failure = only_error(group)
    # outside the handler, so that the error keeps its own context
    raise failure


async def main() -> None:
    print(await fetch_all("news", "weather"))
    try:
        print(await fetch_all("news", "sport"))
    except ConnectionError as error:
        print("caught:", repr(error))


anyio.run(main)
