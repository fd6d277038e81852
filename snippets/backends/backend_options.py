# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Each backend has its own options, and only Trio checks their names."""

import asyncio

import anyio


async def debug_mode() -> bool:
    return asyncio.get_running_loop().get_debug()


async def main() -> None:
    print("ran")


options = {"debug": True}
debug = anyio.run(debug_mode, backend_options=options)
print("asyncio's debug mode:", debug)

for backend in ("asyncio", "trio"):
    print(f"{backend} with a misspelt option: ", end="")
    try:
        anyio.run(main, backend=backend, backend_options={"debugg": True})
    except TypeError as error:
        print(type(error).__name__)
