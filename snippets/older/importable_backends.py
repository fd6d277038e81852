# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""find_spec() says which of the backends can be imported."""

import os
import sys
from importlib.util import find_spec

import anyio

AVAILABLE = [name for name in anyio.get_all_backends() if find_spec(name)]


async def main() -> None:
    print("cancelled by", anyio.get_cancelled_exc_class().__name__)


print("AnyIO knows:", *anyio.get_all_backends())
print("installed here:", *AVAILABLE)

backend = os.environ.get("SHOP_BACKEND", "asyncio")
if backend not in AVAILABLE:
    sys.exit(f"SHOP_BACKEND is {backend}, which is not installed here")
anyio.run(main, backend=backend)
