# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""get_available_backends() names the backends that can be imported here."""

import anyio


def choose(*wanted: str) -> str:
    available = anyio.get_available_backends()
    return next(name for name in wanted if name in available)


async def main() -> None:
    print("cancelled by", anyio.get_cancelled_exc_class().__name__)


print("AnyIO knows:", *anyio.get_all_backends())
print("installed here:", *anyio.get_available_backends())
anyio.run(main, backend=choose("trio", "asyncio"))
