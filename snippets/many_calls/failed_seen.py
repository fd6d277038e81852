# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Whether a loop sees the failed call depends on what it does itself."""

import anyio
from anyio import lowlevel


async def check(host: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    if host == "db":
        raise ConnectionError("db is down")
    return host


async def report(pause: bool) -> None:
    checks = check("web", 0.1), check("db", 0.2), check("mail", 0.4)
    async with anyio.as_completed(*checks) as handles:
        async for handle in handles:
            if pause:
                await lowlevel.checkpoint()  # as in an await of a log
            print("  saw", handle.status.name)


async def main() -> None:
    for pause in (False, True):
        print("with a checkpoint" if pause else "without a checkpoint")
        try:
            await report(pause)
        except* ConnectionError as group:
            print("  raised", group.exceptions)


anyio.run(main)
