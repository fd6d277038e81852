"""Block: a fenced block of a page, as its author wrote it and as SuperFences will see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

_START = re.compile(r"(?P<margin>[ >]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)")
_KIND = re.compile(r"\s*\{?\s*\.?([\w#.+-]*)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page's Markdown."""

    kind: str
    """The word behind its mark, as `snippet`; empty if there is none."""
    options: str
    """What stands behind that."""
    body: str
    """What it holds, without the margin; empty if it isn't closed."""
    line: int
    """The line of its mark, counted from 1."""
    is_closed: bool
    is_quoted: bool = False
    """Whether it's in a quotation."""
    mark: str = field(default="```", compare=False)
    end: int = field(default=0, compare=False)
    """The line of the mark that closes it, or of its own mark if none does."""

    @property
    def said(self) -> str:
        """What it holds, without blank lines around it."""
        return self.body.strip()

    @property
    def holds_another(self) -> bool:
        """Whether it goes on into the next block, which has the same mark."""
        return re.search(rf"(?m)^[ \t>]*{self.mark}", self.body) is not None


@lru_cache(maxsize=256)
def find_blocks(text: str) -> tuple[Block, ...]:
    """The fenced blocks of a page; one in another one is a part of that, and isn't given.

    Args:
        text: The page's Markdown.
    """
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    lines = text.expandtabs(4).split("\n")
    at = 0
    while at < len(lines):
        start = _START.fullmatch(lines[at])
        if start is None:
            at += 1
            continue
        body = _body(lines[at + 1 :], start["margin"], start["mark"])
        kind = _KIND.match(start["info"])
        assert kind is not None
        options = start["info"][kind.end() :].strip()
        after = at + (1 if body is None else len(body) + 2)
        yield Block(
            kind=kind[1],
            options=options,
            body="\n".join(body or ()),
            line=at + 1,
            is_closed=body is not None,
            is_quoted=">" in start["margin"],
            mark=start["mark"],
            end=after,
        )
        at = after


def _body(lines: Sequence[str], margin: str, mark: str) -> list[str] | None:
    """The lines up to the one that closes a block; None if none does."""
    body: list[str] = []
    for line in lines:
        inside = line.lstrip(" >") if ">" in margin else line.removeprefix(margin)
        if inside.rstrip() == mark:
            return body
        if line.strip() and not line.startswith(margin) and ">" not in margin:
            return None  # what stands further out ends the list or the note that it is in
        body.append(inside)
    return None
