# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What another interpreter can import, and a worker process."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio
from anyio import to_interpreter, to_process


def here() -> str:
    return "found"


async def compare(what: str, function: Callable[[], str]) -> None:
    print("process:", what, await to_process.run_sync(function))
    try:
        found = await to_interpreter.run_sync(function)
    except (AttributeError, ImportError) as error:
        found = type(error).__name__
    print("interpreter:", what, found)


async def main() -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "late.py").write_text("def f(): return 'found'")
        sys.path.append(folder)
        late = importlib.import_module("late")
        await compare("a late path", late.f)
    await compare("the program", here)
    await compare("a method", "found".lower)


if __name__ == "__main__":
    anyio.run(main)
