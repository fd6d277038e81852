# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.10"]
#
# [tool.example]
# timeline = "none"
# ///
"""What the mix-in says of a method that is written wrong."""

from collections.abc import Generator
from typing import Any

import anyio


class Undecorated(anyio.ContextManagerMixin):
    def __contextmanager__(self) -> Generator["Undecorated"]:  # type: ignore[override]
        yield self


class Itself(anyio.ContextManagerMixin):
    def __contextmanager__(self) -> Any:
        return self


class Nothing(anyio.ContextManagerMixin):
    def __contextmanager__(self) -> Any:
        return None


async def main() -> None:
    for one in (Undecorated, Itself, Nothing):
        try:
            with one():  # type: ignore[misc]
                pass
        except TypeError as error:
            print(f"{one.__name__}: {error}")
    try:
        Nothing().__exit__(None, None, None)
    except RuntimeError as error:
        print("RuntimeError:", error)


anyio.run(main)
