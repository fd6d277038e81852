# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# fresh = true
# ///
"""Without Trio, the error of anyio.run() says what to install."""

import sys
from unittest.mock import patch

import anyio


async def main() -> None:
    print("running")


# None in sys.modules makes `import trio` fail as if it were not installed
with patch.dict(sys.modules, {"trio": None}):
    print("known:", *anyio.get_all_backends())
    print("available:", *anyio.get_available_backends())
    try:
        anyio.run(main, backend="trio")
    except LookupError as error:
        print(f"{type(error).__name__}: {error}")
