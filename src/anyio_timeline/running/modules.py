"""Modules: run a program that isn't one file as `__main__`, as `python -m NAME` does."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from anyio_timeline.running.execution import ended


def run_module(name: str, *arguments: str) -> tuple[dict[str, Any], int]:
    """Run a module, or the `__main__` of a package, as `python -m NAME` does.

    Args:
        name: Its full name.
        arguments: What the program is given.

    Returns:
        How it ended, in words and as an exit status.
    """
    sys.argv = ["-m", *arguments]
    sys.path[0] = str(Path.cwd())
    return ended(lambda: runpy.run_module(name, run_name="__main__", alter_sys=True))


def run_folder(path: str, *arguments: str) -> tuple[dict[str, Any], int]:
    """Run a folder that has a `__main__.py`, as `python FOLDER` does.

    Args:
        path: The folder, from the root.
        arguments: What the program is given.

    Returns:
        How it ended, in words and as an exit status.
    """
    sys.argv = [path, *arguments]
    del sys.path[0]  # the folder comes there
    return ended(lambda: runpy.run_path(path, run_name="__main__"))
