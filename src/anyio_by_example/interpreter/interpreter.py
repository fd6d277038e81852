"""Interpreter: Python for a reader's browser, as `make interpreter` has prepared it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from anyio_by_example.interpreter.node import Node, NodeError
from anyio_by_example.interpreter.preparing import EDITOR, FACTS, PACKED, damaged, source
from anyio_by_example.problem import Problem

WITHOUT = "WITHOUT_INTERPRETER"
"""Set in the environment, it lets a site be built as if none had been prepared."""

MAKE = "`make interpreter` makes it, with Node"


class MissingError(Exception):
    """There is no interpreter, or one of other sources."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """What was prepared."""

    folder: Path
    content: str
    """A hash of what was made, and so of all that can change what a program does in it."""
    bytes: int
    """How much a first run loads, compressed."""
    versions: dict[str, str]
    """The versions of Python, AnyIO, Trio and Pyodide, by name."""
    node: Node
    """What examples are tried in."""

    @classmethod
    def find(cls, folder: Path) -> Interpreter:
        """The interpreter in a folder.

        Raises:
            MissingError: if there's none that was made from what is there now.
            Problem: if a file of it is missing or damaged.
        """
        if os.environ.get(WITHOUT):
            raise MissingError(f"{WITHOUT} is set")
        try:
            facts = json.loads((folder / FACTS).read_text("utf-8"))
        except (OSError, ValueError):
            raise MissingError(f"there is no interpreter in {folder.name}/; {MAKE}") from None
        try:
            now = source()
        except PackageNotFoundError as error:
            raise MissingError(f"{error.name} isn't installed") from None
        if facts["source"] != now:
            raise MissingError(f"the interpreter in {folder.name}/ is out of date; {MAKE}")
        try:
            node = Node.find()
        except NodeError as error:
            raise MissingError(str(error)) from None
        found = cls(folder, facts["content"], facts["bytes"], facts["versions"], node)
        found.check()
        return found

    def check(self) -> None:
        """See that its files are still what was prepared.

        Raises:
            Problem: if one isn't.
        """
        hashes = json.loads((self.folder / FACTS).read_text("utf-8"))["hashes"]
        for name in damaged(self.folder, hashes):
            reason = "it isn't what was prepared to run examples in a browser"
            raise Problem(Path(self.folder.name, name), 1, reason, MAKE)

    @property
    def files(self) -> list[Path]:
        """All that a site needs of it."""
        return [self.folder / name for name in (FACTS, EDITOR, *PACKED)]
