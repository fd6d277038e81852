"""Finding the names in programs, and reading what was found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import Path

from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.crossref.server import LanguageServer
from anyio_by_example.examples.example import Example

HEADER = """\
# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4", "pytest"]
# ///
\"\"\"A program.\"\"\"
"""

Links = list[tuple[str, str]]


class Counting:
    """Starts language servers, and counts them."""

    def __init__(self) -> None:
        self.started = 0

    def __call__(self) -> LanguageServer:
        """Start one."""
        self.started += 1
        return LanguageServer()


def written(root: Path, code: str, name: str = "program", header: str = HEADER) -> Example:
    """An example with some code."""
    path = root / "snippets" / "topic" / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + textwrap.dedent(code), "utf-8")
    return Example.load(root / "snippets", f"topic/{name}.py")


def shown(text: str, names: Iterable[Name]) -> Links:
    """The text of each link, and what it means."""
    lines = text.splitlines()
    return [(lines[name.line - 1][name.column : name.end], name.target) for name in names]


def links(root: Path, code: str) -> Links:
    """The links of a program."""
    example = written(root, code)
    return shown(example.text, Names(root / "kept").of(example)["program.py"])
