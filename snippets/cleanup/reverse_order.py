# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Resources close in reverse order, and one failing close skips none."""

from contextlib import AsyncExitStack

import anyio
from anyio.abc import AsyncResource


class Resource(AsyncResource):
    def __init__(self, name: str, close_error: str = "") -> None:
        self.name = name
        self.close_error = close_error
        print("open", name)

    async def aclose(self) -> None:
        print("close", self.name)
        if self.close_error:
            raise OSError(self.close_error)


async def main() -> None:
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(Resource("database"))
            await stack.enter_async_context(Resource("cache", "disk full"))
            await stack.enter_async_context(Resource("server"))
            print("serving")
    except OSError as error:
        print("error while closing:", error)


anyio.run(main)
