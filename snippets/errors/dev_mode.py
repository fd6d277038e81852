# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.4"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A forgotten stream warns in the development mode of Python."""

import subprocess
import sys

FORGET = """
import anyio


async def main() -> None:
    anyio.create_memory_object_stream[str](1)


anyio.run(main)
"""

for options in ((), ("-X", "dev")):
    child = subprocess.run(
        [sys.executable, *options, "-c", FORGET],
        stderr=subprocess.PIPE,
        text=True,
    )
    print(*(options or ("usual",)), child.stderr.count("Unclosed"))
