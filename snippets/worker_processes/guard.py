# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A program with a guard and without, run with a log."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio

PROGRAM = """
import anyio
from anyio import to_process


def log(text):
    with open("log.txt", "a") as file:
        print(text, file=file)


log(__name__)


async def main():
    log("main() starts")
    print("pow() returns", await to_process.run_sync(pow, 2, 3))


"""
GUARDED = 'if __name__ == "__main__":\n    anyio.run(main)\n'
UNGUARDED = "anyio.run(main)\n"


async def show(program: str) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(program)
        done = await anyio.run_process(
            [sys.executable, "app.py"], cwd=folder, check=False
        )
        print(done.stdout.decode().strip() or "no output")
        for line in done.stderr.decode().splitlines():
            if line.startswith("anyio."):
                print(line.rpartition(".")[2])
        print("log:", Path(folder, "log.txt").read_text().splitlines())


async def main() -> None:
    await show(PROGRAM + GUARDED)
    await show(PROGRAM + UNGUARDED)


anyio.run(main)
