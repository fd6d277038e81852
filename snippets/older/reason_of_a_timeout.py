# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""What comes after move_on_after() raises TimeoutError with a reason."""

import anyio


async def fetch_price(seconds: float) -> int:
    await anyio.sleep(seconds)
    return 42


async def price(seconds: float) -> int:
    with anyio.move_on_after(0.2):
        return await fetch_price(seconds)
    raise TimeoutError("the price server is slow")


async def main() -> None:
    print("price:", await price(0.1))
    try:
        print("price:", await price(60))
    except TimeoutError as error:
        print("with a reason:", repr(error))


anyio.run(main)
