"""Bridges: each row of their tables leads to an example that uses both of its names."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath

import pytest
from helpers.pages import embedded, fences, pages
from helpers.snippets import EXAMPLES, SNIPPETS

BY_ID = {each.id: each for each in EXAMPLES.values()}
WHERE = {name: page for page, name in embedded()}
ROWS = {"asyncio": 40, "trio": 34, "anyio": 22, "threads": 15, "go": 13}
"""How many rows the pages about each have, at least."""

NO_PYTHON = {"bridges/go.md"}
"""Pages whose other side can't be run here."""

_LINK = re.compile(r"\]\(([^)#]*)#(\w+-\w+?)(?:-L\d+)?\)")
_CODE = re.compile(r"`([^`]+)`")
_NAME = re.compile(r"(?:\w+\.)*(\w+)")


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Args:
        page: Where it stands.
        there: What something is called elsewhere, as Markdown.
        here: What it's called in AnyIO.
        examples: Links to what shows both.
    """

    page: str
    there: str
    here: str
    examples: str

    def code(self) -> str:
        """The code that its links lead to.

        Raises:
            AssertionError: if a link doesn't lead to where an example is shown.
        """
        links = _LINK.findall(self.examples)
        assert links, self
        for file, ident in links:
            page = normpath(join(dirname(self.page), file)) if file else self.page
            assert WHERE[BY_ID[ident].name] == page, self
        return "\n".join(BY_ID[ident].code for _, ident in links)


def rows(page: str, text: str) -> list[Row]:
    """The rows of the tables of a page."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line[:1] == "|"]
    return [Row(page, cells[0], cells[1], cells[3]) for cells in lines[2:]]


def names(cell: str) -> set[str]:
    """The names in the code of a cell: of what is called, and not what it's called with."""
    return {each for code in _CODE.findall(cell) for each in _NAME.findall(code.split("(")[0])}


BRIDGES = {page: text for page, text in pages().items() if page.startswith("bridges/")}
TABLES = {page: rows(page, text) for page, text in BRIDGES.items()}
ALL = [row for each in TABLES.values() for row in each]


@pytest.mark.parametrize("row", ALL, ids=lambda row: f"{row.page}: {row.there}")
def test_row(row: Row) -> None:
    """The examples of a row use AnyIO's name and, where it's Python, the other one."""
    used = set(re.findall(r"\w+", row.code()))
    wanted = names(row.here)
    if row.page not in NO_PYTHON:
        wanted |= names(row.there)
    assert wanted
    assert wanted <= used, f"{row.examples} doesn't use {wanted - used}"


@pytest.mark.parametrize("other", ROWS)
def test_enough(other: str) -> None:
    """There are as many rows about each as there were."""
    of_it = [row for row in ALL if row.page.startswith(f"bridges/{other}")]
    assert len(of_it) >= ROWS[other]


@pytest.mark.parametrize("page", BRIDGES)
def test_short(page: str) -> None:
    """No page shows more than six examples."""
    assert len(fences(BRIDGES[page], "snippet")) <= 6


def differences() -> list[str]:
    """What the pages show as differences of files."""
    return [
        each for text in BRIDGES.values() for each in re.findall(r"(?ms)^```diff\n(.*?)^```$", text)
    ]


def test_differences() -> None:
    """What a page shows as the difference of two files is their difference."""
    assert len(differences()) == 5
    for shown in differences():
        old, new = re.findall(r"(?m)^(?:---|\+\+\+) (\w+\.py)$", shown)
        before, after = [
            (SNIPPETS / "porting" / name).read_text("utf-8").splitlines() for name in (old, new)
        ]
        lines = difflib.unified_diff(before, after, old, new, n=1, lineterm="")
        assert shown.splitlines() == [*lines], (old, new)


def test_ported() -> None:
    """The program prints the same before it's ported, after each step and at the end."""
    programs = [each for each in BY_ID if re.match(r"porting-(before|step_\d|after)", each)]
    assert len(programs) == 6
    printed = {
        file.read_text("utf-8")
        for ident in programs
        for file in (SNIPPETS / "porting").glob(f"{ident.partition('-')[2]}*.out")
    }
    assert len(printed) == 1
