"""Naming: what examples, and the files that they need, may be called.

A name is a path, an address, an id and a module at once, so it has only what is good for all.
"""

from __future__ import annotations

import sys
from pathlib import Path

from anyio_by_example.examples.packages import PRELOADED, around
from anyio_by_example.problem import Problem

WORD = "[a-z0-9_]{1,40}"
"""What a topic is called, and what a file without its suffix."""

EXAMPLE = rf"{WORD}/{WORD}\.py"

SUPPORT = rf"{WORD}\.(csv|json|py|toml|txt|yml)"
"""A file beside an example: of a kind that a browser shows as text, wherever it's published."""


_OWN = __name__.partition(".")[0], "anyio_timeline"
"""What is loaded of ours before an example starts."""


def check_module(file: str, dependencies: tuple[str, ...], shown: Path, line: int) -> None:
    """See that a file, which stands first where a program looks for modules, hides none.

    Args:
        file: The file's name.
        dependencies: What the example depends on, as in its header.
        shown: The example as errors name it.
        line: The line that names the file.

    Raises:
        Problem: if it hides one.
    """
    stem, _, suffix = file.partition(".")
    if suffix != "py":
        return
    whose = ""
    if stem in sys.stdlib_module_names:
        whose = "Python's module"
    elif stem in _OWN or stem in around(PRELOADED) | around(dependencies):
        whose = "the installed package"
    if whose:
        reason = f"beside it, `import {stem}` would find {file} instead of {whose}"
        raise Problem(shown, line, reason, "give it another name")
