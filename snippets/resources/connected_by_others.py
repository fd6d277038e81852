# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "resources/owner_each.py"
# timeline = "none"
# ///
"""A task that opens a client and ends leaves the client's group behind."""

import subprocess
import sys
from contextlib import AsyncExitStack

import anyio


class Client:
    """Keeps what it has opened on a stack."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()

    async def connect(self) -> None:
        group = anyio.create_task_group()
        tasks = await self._stack.enter_async_context(group)
        tasks.start_soon(anyio.sleep_forever)  # reads the answers
        self._stack.callback(tasks.cancel)

    async def close(self) -> None:
        await self._stack.aclose()


async def main() -> None:
    clients = [Client(), Client()]
    await anyio.gather(*[client.connect() for client in clients])
    print("  connected")
    for client in clients:
        await client.close()
    print("  closed")


if sys.argv[1:] in (["asyncio"], ["trio"]):
    try:
        anyio.run(main, backend=sys.argv[1])
    except BaseException as error:
        while inner := getattr(error, "exceptions", None):
            error = inner[0]
        reason = str(error).split(":")[0]  # of a long text on Trio
        print(f"  {type(error).__name__}: {reason}")
else:
    for backend in ("asyncio", "trio"):
        command = [sys.executable, __file__, backend]
        child = subprocess.run(command, capture_output=True, text=True)
        print(f"{backend}:\n{child.stdout}", end="")
