"""Patterns: what finds a fault where it can be searched for, in the form of `grep -E`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = "patterns.toml"
"""Its name in the folder of all snippets."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What finds a fault.

    Args:
        name: The wrong example's.
        regex: What to search for, as `grep -E` and Python both read it.
        line: What the line says that it finds there, without the space around it.
        asks: What to ask of each line that it finds.
    """

    name: str
    regex: str
    line: str
    asks: str

    def found_in(self, example: Example) -> Iterator[tuple[int, str]]:
        """The lines that it finds in an example's file: their numbers and what they say."""
        for number, line in enumerate(example.text.split("\n"), 1):
            if re.search(self.regex, line):
                yield number, line.strip()


def read_patterns(file: Path) -> Mapping[str, Pattern]:
    """All patterns, by the names of the wrong examples.

    Raises:
        Problem: if the file isn't in order.
    """
    if not file.is_file():
        return {}
    shown = Path(file.parent.name, file.name)
    try:
        read = tomllib.loads(file.read_text("utf-8"))
        found = {name: Pattern(name, **values) for name, values in read.items()}
        for each in found.values():
            re.compile(each.regex)
    except re.error as error:
        reason = f"{each.regex!r} of {each.name} is no pattern: {error}"
        remedy = "write what `grep -E` and Python both read"
        raise Problem(shown, 1, reason, remedy) from None
    except (ValueError, TypeError) as error:
        remedy = "give each `regex`, `line` and `asks`"
        raise Problem(shown, 1, f"it isn't a file of patterns: {error}", remedy) from None
    return found
