# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_on_a_stream.py"]
# ///
"""At a deadline gather() has nothing; what you collected yourself is there."""

import anyio


async def quote(shop: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    return f"{shop}: {len(shop)} EUR"


async def main() -> None:
    with anyio.move_on_after(0.4):
        quotes = quote("east", 0.1), quote("south", 0.2), quote("west", 60)
        print("all:", await anyio.gather(*quotes))

    found: list[str] = []
    with anyio.move_on_after(0.4):
        quotes = quote("east", 0.1), quote("south", 0.2), quote("west", 60)
        async with anyio.as_completed(*quotes) as handles:
            async for handle in handles:
                found.append(handle.return_value)
    print("missing:", len(quotes) - len(found))
    print("found:", found)


anyio.run(main)
