# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A resource whose opening fails is closed by the code that opens it."""

import anyio
from anyio.abc import AsyncResource


class Connection(AsyncResource):
    def __init__(self, host: str) -> None:
        self._host = host
        print(host, "has a socket")

    @classmethod
    async def connect(cls, host: str) -> "Connection":
        connection = cls(host)
        try:
            await connection._log_in()
        except BaseException:
            await anyio.aclose_forcefully(connection)
            raise
        return connection

    async def _log_in(self) -> None:
        await anyio.sleep(0.3)

    async def aclose(self) -> None:
        try:
            await anyio.sleep(0.1)  # a goodbye
            print(self._host, "has said goodbye")
        finally:
            print(self._host, "has no socket")


async def main() -> None:
    async with await Connection.connect("paris"):
        print("in the block")
    with anyio.move_on_after(0.1) as scope:
        async with await Connection.connect("oslo"):
            print("never")
    print("too slow:", scope.cancelled_caught)


anyio.run(main)
