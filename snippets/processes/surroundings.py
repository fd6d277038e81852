# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a child sees: its environment, its folder, its streams."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

import anyio

LOOK = """
import os, sys
print("PASSWORD" in os.environ, os.listdir(), flush=True)
print("a warning", file=sys.stderr)
"""


async def main() -> None:
    os.environ["PASSWORD"] = "secret"
    command = [sys.executable, "-c", LOOK]
    with TemporaryDirectory() as folder:
        done = await anyio.run_process(command, cwd=folder)
        print("inherited:", done.stdout, done.stderr)

        wanted = {"PATH", "SYSTEMROOT"} & {*os.environ}
        done = await anyio.run_process(
            command,
            cwd=folder,
            env={name: os.environ[name] for name in wanted},
            stderr=subprocess.STDOUT,
        )
        print("chosen:", done.stdout, done.stderr)


anyio.run(main)
