# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""What an awaited function sets stays set; what a task sets doesn't."""

from contextvars import ContextVar

import anyio

user: ContextVar[str] = ContextVar("user", default="nobody")


async def log_in(name: str) -> str:
    await anyio.sleep(0.1)
    user.set(name)
    return name


async def main() -> None:
    await anyio.gather(log_in("ada"))
    print("set in a task:     ", user.get())
    await log_in("ada")
    print("set in a call:     ", user.get())
    [name] = await anyio.gather(log_in("grace"))
    user.set(name)
    print("handed back:       ", user.get())


anyio.run(main)
