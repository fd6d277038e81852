# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Of the three backends that the document names, AnyIO has two."""

import anyio


async def main() -> str:
    await anyio.sleep(0.01)
    return "ran"


print("all backends:", *anyio.get_all_backends())
for backend in ("asyncio", "trio", "curio"):
    try:
        print(f"{backend}:", anyio.run(main, backend=backend))
    except LookupError as error:
        print(f"{backend}: {type(error).__name__}: {error}")
