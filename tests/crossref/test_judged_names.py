"""Links on names in code, held against what they must lead to, judged by reading the examples."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.support import ROOT

from anyio_by_example.crossref.names import Name
from anyio_by_example.library.library import Library

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

JUDGED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (ROOT / "tests" / "crossref" / "names.toml").read_text("utf-8")
)
"""Its header says what the fields mean."""

LEAST_LINKED = 0.98


def lines(library: Library, file: str) -> list[str]:
    """The lines of an example."""
    return library.example(file).text.splitlines()


def link_at(library: Library, entry: dict[str, Any]) -> Name | None:
    """The link that covers a judged name."""
    example = library.example(entry["file"])
    for name in library.names_in(example)[example.path.name]:
        if name.line == entry["line"] and name.column <= entry["column"] < name.end:
            return name
    return None


def wrong(library: Library, kind: str) -> Iterator[str]:
    """The judged names with a link that leads elsewhere, or that should have none."""
    for entry in JUDGED[kind]:
        link = link_at(library, entry)
        if link is None:
            continue
        if link.end == entry["column"] + len(entry["name"]):
            right = {entry["target"], *entry.get("also", ())} - {""}
        else:
            right = {entry.get("within")}
        if link.target not in right:
            place = f"{entry['file']}:{entry['line']}:{entry['column']} {entry['name']}"
            yield f"{place} leads to {link.target}, not to {right or 'nothing'}"


def missing(library: Library, kind: str) -> list[str]:
    """The judged names that have an entry, but no link."""
    return [
        f"{entry['file']}:{entry['line']} {entry['name']}: {entry['target']}"
        for entry in JUDGED[kind]
        if entry["target"] and link_at(library, entry) is None
    ]


def test_size() -> None:
    """There are 200 names that were drawn at random, and 60 that are hard."""
    assert len(JUDGED["sample"]) == 200
    assert len(JUDGED["hard"]) >= 60


def test_number_on_the_page() -> None:
    """The page about the links says how many names were judged."""
    page = (ROOT / "docs" / "the-page.md").read_text("utf-8")
    assert f"against {sum(map(len, JUDGED.values()))} names" in page


@pytest.mark.parametrize("kind", JUDGED)
def test_names_are_where_they_were_judged(kind: str, library: Library) -> None:
    """Each judged name still stands in its place; if not, `names.toml` says how it's renewed."""
    for entry in JUDGED[kind]:
        line = lines(library, entry["file"])[entry["line"] - 1]
        assert line[entry["column"] :].startswith(entry["name"]), entry


@pytest.mark.parametrize("kind", JUDGED)
def test_no_link_is_wrong(kind: str, library: Library) -> None:
    """No judged name leads to another place than it must, and none that is nobody's has a link."""
    assert [*wrong(library, kind)] == []


@pytest.mark.parametrize("kind", JUDGED)
def test_linked(kind: str, library: Library) -> None:
    """Of the judged names of AnyIO, Trio and Python, at least 98 in 100 have a link."""
    documented = sum(bool(entry["target"]) for entry in JUDGED[kind])
    assert len(missing(library, kind)) <= (1 - LEAST_LINKED) * documented, missing(library, kind)
