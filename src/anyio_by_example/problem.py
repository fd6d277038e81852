"""Problem: something is wrong with an example, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_LONGEST = 500
"""How many characters of a reason or a remedy are said."""


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
        reason, remedy = _plain(self.reason), _plain(self.remedy)
        return f"{self.path.as_posix()}:{self.line}: {reason}\n  To mend it: {remedy}"


def _plain(text: str) -> str:
    """A text in one line that any terminal and any log can show, cut where it's very long."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in cut)
