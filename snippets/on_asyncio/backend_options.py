# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""backend_options set up asyncio's loop, and a misspelt key is ignored."""

import asyncio
import sys
from unittest.mock import patch

import anyio


class OwnLoop(asyncio.SelectorEventLoop):
    """Stands for a loop that your application brings along."""


async def main(options: str) -> None:
    loop = asyncio.get_running_loop()
    origin = type(loop).__module__.partition(".")[0]
    print(f"{options}: loop from {origin}, debug {loop.get_debug()}")


anyio.run(main, "none")
anyio.run(main, "debug", backend_options={"debug": True})
anyio.run(main, "factory", backend_options={"loop_factory": OwnLoop})

misspelt = {"use_uvlop": True}
anyio.run(main, "misspelt", backend_options=misspelt)
try:
    anyio.run(main, "Trio", backend="trio", backend_options=misspelt)
except TypeError:
    print("misspelt on Trio: TypeError")

# as if uvloop, or winloop on Windows, were not installed
with patch.dict(sys.modules, {"uvloop": None, "winloop": None}):
    try:
        anyio.run(main, "uvloop", backend_options={"use_uvloop": True})
    except ModuleNotFoundError:
        print("use_uvloop without uvloop: ModuleNotFoundError")
