# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that handles its own failure leaves its siblings alone."""

import anyio


async def check_port(text: str) -> None:
    await anyio.sleep(0.1)
    if not text.isdigit():
        raise ValueError("not a port")


async def verdict(text: str) -> str:
    try:
        await check_port(text)
    except ValueError as error:
        return f"{text}: {error}"
    return f"{text}: fine"


async def main() -> None:
    for line in await anyio.amap(verdict, ["80", "eighty", "443"]):
        print(line)


anyio.run(main)
