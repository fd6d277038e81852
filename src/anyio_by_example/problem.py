"""Problem: something is wrong with an example, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818 (it is the noun that authors read)
    """What is wrong with an example, where, and how to mend it.

    Every error that an author sees has this one form, whether it comes from a build, a test or
    the command line.
    """

    path: Path
    """The file to open, relative to the project."""
    line: int
    """The line to look at, counted from 1."""
    reason: str
    """What is wrong."""
    remedy: str
    """How to mend it."""

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.reason}\n  To mend it: {self.remedy}"
