# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The same code runs on both backends; only the backend argument changes."""

import anyio


async def fetch(page: str) -> str:
    await anyio.sleep(0.1)
    return page.upper()


async def main() -> None:
    with anyio.fail_after(10):
        print(await anyio.amap(fetch, ["home", "news"]))
    print("cancels with", anyio.get_cancelled_exc_class().__name__)


for backend in ("asyncio", "trio"):
    print(f"-- {backend}")
    anyio.run(main, backend=backend)
