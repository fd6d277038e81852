# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""await runs the inner function in the same task; no other task starts."""

import anyio


async def fetch_data() -> None:
    print("Fetching data...")


async def main() -> None:
    await fetch_data()


anyio.run(main)
