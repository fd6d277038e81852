"""Chain: a dotted name in an example's code, and the links that it is shown as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyio_by_example.crossref.server import Token

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line in the language server's protocol."""

_IMPORT = re.compile(r"^[ \t]*import[ \t]+(.+)", re.MULTILINE)
_FROM = re.compile(
    r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^(\r\n#;]+))", re.MULTILINE
)
_ALIAS = re.compile(r"([\w.]+)(?:\s+as\s+(\w+))?")
_COMMENT = re.compile(r"#.*")

_IS_BOUND = re.compile(r"\bas\s+$")
"""What stands before a name that is given here."""


@dataclass(frozen=True, slots=True)
class Part:
    """A name between dots.

    Args:
        token: Where it stands.
        text: What it says.
        follows: Whether it's right behind the dot behind the part before it.
    """

    token: Token
    text: str
    follows: bool


def parts(text: str, tokens: Iterable[Token]) -> Iterator[Part]:
    """The names of a program that can mean something outside of it."""
    lines = LINE_END.split(text)
    before: Token | None = None
    for token in tokens:
        line = lines[token.line - 1]
        head = line[: token.column]
        is_attribute = head.rstrip().endswith(".")
        is_code = not head.lstrip().startswith("#")
        if is_code and (is_attribute or not _IS_BOUND.search(head)):
            follows = before is not None and (before.line, before.end + 1) == (
                token.line,
                token.column,
            )
            yield Part(token, line[token.column : token.end], follows and is_attribute)
        before = token


def written(parts: Sequence[Part], imported: Mapping[str, str]) -> Iterator[str]:
    """What each part stands for if its chain begins with what is imported, else what it says."""
    path = ""
    for part in parts:
        start = imported.get(part.text, part.text)
        path = f"{path}.{part.text}" if part.follows else start
        yield path


def imported(text: str) -> dict[str, str]:
    """The full names of what a program imports, by what they are called there.

    This isn't `ast`, for which a program may be too new. What it may find in a string too does no
    harm: these names only say which of several entries for the same thing is meant.
    """
    found: dict[str, str] = {}
    for names in _IMPORT.findall(text):
        for path, alias in _ALIAS.findall(_COMMENT.sub("", names)):
            if alias:
                found[alias] = path
    for module, several, few in _FROM.findall(text):
        for name, alias in _ALIAS.findall(_COMMENT.sub("", several or few)):
            found[alias or name] = f"{module}.{name}"
    return found
