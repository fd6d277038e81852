"""Modules: run a program that isn't one file as `__main__`, as `python -m NAME` does."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from anyio_timeline.running.execution import ended, is_safe_path, main_module

# what the interpreter itself calls, so that its frames are in tracebacks as ever
_run: Any = runpy._run_module_as_main  # type: ignore[attr-defined]


def run_module(name: str, *arguments: str) -> tuple[dict[str, Any], int]:
    """Run a module, or the `__main__` of a package, as `python -m NAME` does.

    Args:
        name: Its full name.
        arguments: What the program is given.

    Returns:
        How it ended, in words and as an exit status.
    """
    sys.argv = ["-m", *arguments]
    if not is_safe_path():
        sys.path[0] = str(Path.cwd())
    sys.modules["__main__"] = main_module()
    return ended(lambda: _run(name))


def run_folder(path: str, *arguments: str, name: str = "") -> tuple[dict[str, Any], int]:
    """Run a folder or an archive that has a `__main__.py`, as `python FOLDER` does.

    Args:
        path: The folder or the archive, from the root.
        arguments: What the program is given.
        name: What it finds in `sys.argv[0]`; without one, the path.

    Returns:
        How it ended, in words and as an exit status.
    """
    sys.argv = [name or path, *arguments]
    if is_safe_path():
        sys.path.insert(0, path)
    else:
        sys.path[0] = path
    sys.modules["__main__"] = main_module()
    return ended(lambda: _run("__main__", alter_argv=False))
