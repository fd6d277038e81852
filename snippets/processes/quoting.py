# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""A string is for the shell, and so is a path."""

import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio


async def show(how: str, command: str | Path | list[str]) -> None:
    done = await anyio.run_process(command, check=False)
    print(f"{how}:", done.stdout.decode().splitlines())


async def main() -> None:
    name = "Ada; echo bye"  # as a user may type it
    await show("string", f"echo hello {name}")
    await show("quoted", f"echo hello {shlex.quote(name)}")
    await show("list", ["echo", "hello", name])

    with TemporaryDirectory(prefix="my tools ") as folder:
        program = Path(folder, "greet")
        program.write_text(f"#!{sys.executable}\nprint('hello')\n")
        program.chmod(0o700)
        await show("path", program)
        await show("path in a list", [str(program)])


anyio.run(main)
