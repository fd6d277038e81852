# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# leaves = ["coroutine"]
# right = "paths/asked.py"
# timeline = "none"
# ///
"""Without await, exists() is a coroutine, and so it's true."""

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "settings.toml"
        if path.exists():
            print("found:", path.name)


anyio.run(main)
