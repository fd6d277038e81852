"""Problem: something is wrong with an example, said so that its author can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

LONGEST = 500
"""Characters of a text that are shown; an exception of an example may have millions."""

_QUOTED = 120
"""Characters of each of two texts that are quoted in one reason."""

_COMMAND = re.compile(r"#(?=#\w*\[)")
"""What begins a command to a CI service, wherever it stands in a line of its log."""


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818 (it is the noun that authors read)
    """What is wrong with an example, where, and how to mend it.

    Every error that an author sees has this one form, whether it comes from a build, a test or
    the command line. It is two lines, whatever an example has put into it.
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
        place = f"{printable(self.path.as_posix())}:{self.line}"
        return f"{place}: {printable(self.reason)}\n  To mend it: {printable(self.remedy)}"


@contextmanager
def in_order(file: Path, reason: str, remedy: str) -> Iterator[None]:
    """Read a file that is reviewed; what isn't of its form is one problem.

    Args:
        file: The file, of the folder of all snippets.
        reason: What it isn't, as "it isn't the file of a matrix".
        remedy: What makes it.

    Raises:
        Problem: if what reads it raises what data of another form does.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        shown = Path(file.parent.name, file.name)
        raise Problem(shown, 1, f"{reason}: {error!r}", remedy) from None


class Problems(Exception):  # noqa: N818
    """All that stands in the way of a site.

    Args:
        found: What is wrong; what is said twice is there once.
    """

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple({str(problem): problem for problem in found}.values())

    def __str__(self) -> str:
        return "\n".join(map(str, self.found))


def printable(text: str) -> str:
    """A text as a line of a log can have it, whoever wrote it.

    What controls a terminal or ends a line is shown as in a `repr`, and so is what a CI service
    would take for a command. What is longer than `LONGEST` is cut, and says by how much.
    """
    shown, more = text[:LONGEST], len(text) - LONGEST
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in shown)
    shown = _COMMAND.sub(r"\\x23", shown)
    return f"{shown}… and {more:,} more characters" if more > 0 else shown


def contrasted(got: str, wanted: str) -> tuple[str, str]:
    """Two texts that differ, as a reason can quote them: long ones from where they do on.

    That a line ends is quoted only where nothing else differs.
    """
    if (one := got.rstrip("\n")) != (other := wanted.rstrip("\n")):
        got, wanted = one, other
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(got, wanted, strict=False))
    is_long = max(len(got), len(wanted)) > _QUOTED
    at = max(sum(1 for _ in alike) - 20, 0) if is_long else 0
    return _quoted(got, at), _quoted(wanted, at)


def _quoted(text: str, at: int) -> str:
    more = len(text) - at - _QUOTED
    shown = f"{'…' if at else ''}{text[at : at + _QUOTED]!r}"
    return f"{shown}… and {more:,} more characters" if more > 0 else shown
