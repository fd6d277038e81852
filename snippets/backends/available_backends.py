# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/importable_backends.py"]
# ///
"""A setting names the backend, and a check says whether it is there."""

import os
import sys

import anyio


async def main() -> None:
    print("cancelled by", anyio.get_cancelled_exc_class().__name__)


print("AnyIO knows:", *anyio.get_all_backends())
print("installed here:", *anyio.get_available_backends())

backend = os.environ.get("SHOP_BACKEND", "asyncio")
if backend not in anyio.get_available_backends():
    sys.exit(f"SHOP_BACKEND is {backend}, which is not installed here")
anyio.run(main, backend=backend)
