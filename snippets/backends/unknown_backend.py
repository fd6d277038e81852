# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A backend that AnyIO does not have, Curio included, is a LookupError."""

import anyio


async def main() -> None:
    print("running")


for backend in ("curio", "twisted", "Trio", "trio"):
    try:
        anyio.run(main, backend=backend)
    except LookupError as error:
        print(f"{type(error).__name__}: {error}")
