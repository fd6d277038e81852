"""What the search of the site can find: everything, at addresses that are there, once."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from typing import Any

import pytest
from helpers.support import ROOT, Site

from anyio_by_example.api.public import PACKAGE
from anyio_by_example.library.library import Library
from anyio_by_example.pages.points import HEADING, find_points
from anyio_by_example.pages.verdicts import find_sections
from anyio_by_example.publishing import search
from anyio_by_example.publishing.search_words import INSTEAD, PLACES
from anyio_by_example.reference.entry import documented

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

KINDS = ("sections", "points", "examples", "names")
LISTS = ["all-changes", "catalogue", "catches", "compatibility", "coverage", "pages"]
"""The classes of what only lists what has records of its own."""


@pytest.fixture(scope="module")
def script(site: Site) -> str:
    """What a page loads when the search is opened."""
    return (site.folder / search.DATA).read_text("utf-8")


@pytest.fixture(scope="module")
def records(script: str) -> dict[str, Any]:
    """The records in it."""
    data: dict[str, Any] = json.loads(script.rpartition("finding.load(")[2].rpartition(")")[0])
    return data


def addresses(records: dict[str, Any]) -> list[tuple[str, str]]:
    """The page and the id of every record."""
    pages = records["pages"]
    return [(pages[row[0]][0], row[1]) for kind in KINDS for row in records[kind]]


def test_examples(records: dict[str, Any], library: Library) -> None:
    """Every example has a record, which says whether it is wrong on purpose."""
    found = {row[1]: (row[2], bool(row[4:])) for row in records["examples"]}
    assert found == {e.id: (e.caption, bool(e.settings.right)) for e in library.examples()}


def test_outputs(records: dict[str, Any], library: Library) -> None:
    """The code of an example can be found, and each line that it printed on any event loop."""
    texts = {row[1]: row[3] for row in records["examples"]}
    for example in library.examples():
        printed = [
            recording.output
            for recording in library.recorded(example).values()
            if not example.settings.measured
        ]
        lines = {line.strip() for text in (example.code, *printed) for line in text.splitlines()}
        assert lines - {""} <= set(texts[example.id].splitlines()), example.name


def test_names(records: dict[str, Any]) -> None:
    """Every public name of AnyIO has a record."""
    assert {row[1] for row in records["names"]} == documented().all.keys()


def test_points(records: dict[str, Any]) -> None:
    """Every point for a review has a record of its own."""
    found = {row[1]: row[2] for row in records["points"]}
    assert found == {point.code: point.title for point in find_points(ROOT / "docs")}


def test_proofs(records: dict[str, Any]) -> None:
    """A point names the examples that its text links."""
    ids = [row[1] for row in records["examples"]]
    proofs = {row[1]: {ids[number] for number in row[4]} for row in records["points"]}
    for point in find_points(ROOT / "docs"):
        linked = {
            re.sub(r"-L\d[-\d]*$", "", each) for each in re.findall(r"#([^)]+)\)", point.text)
        }
        assert proofs[point.code] == linked & set(ids), point.code
    assert len([code for code in proofs if proofs[code]]) > 250


def test_refuted(records: dict[str, Any]) -> None:
    """No record has a sentence of the document that is outdated or false."""
    texts = [plain(row[3]) for kind in ("sections", "points", "names") for row in records[kind]]
    refuted = [
        plain(sentence)
        for section in find_sections(ROOT / "docs")
        for quotation in section.quotations
        for sentence in re.split(r"(?<=[.!?]) ", quotation.text)
        if {"false", "outdated"} & {verdict.kind for verdict in quotation.verdicts}
        # a title is what links call the page
        and plain(sentence) not in plain(section.title)
    ]
    assert [each for each in refuted if any(each in text for text in texts)] == []
    assert len(refuted) > 3


def plain(text: str) -> str:
    """The words of a text, in small letters."""
    return " ".join(re.findall(r"\w+", text.lower()))


def test_sections(records: dict[str, Any], site: Site) -> None:
    """Every page has a record, and every heading on it but those that only lead elsewhere."""
    found = set(addresses(records))
    leading = search._POINTERS | {HEADING} | {title for _, title, *_ in records["pages"]}
    for url, *_ in records["pages"]:
        assert (url, "") in found
        headings = site.page(f"{url}index.md").select("article :is(h2, h3, h4)[id]")
        ids = {
            str(heading["id"])
            for heading in headings
            if heading.get_text().strip("¶ \n") not in leading
            and not heading.find_parent(class_=LISTS)
        }
        assert {(url, ident) for ident in ids} <= found


def test_addresses(records: dict[str, Any], site: Site) -> None:
    """What a record leads to is there."""
    for url, ident in addresses(records):
        file = site.folder / url / "index.html"
        assert file.is_file()
        assert not ident or ident in site.ids(file)


def test_nothing_twice(records: dict[str, Any], library: Library) -> None:
    """No address has two records, and no code of an example is in the text around it too.

    But for what a program that is ported keeps, in the differences between its steps.
    """
    assert [each for each, count in Counter(addresses(records)).items() if count > 1] == []
    pages = [url for url, *_ in records["pages"]]
    sections = (row for row in records["sections"] if "/porting" not in pages[row[0]])
    lines = {line for row in sections for line in row[3].splitlines()}
    texts = (example.code for example in library.examples())
    code = {line for text in texts for line in text.splitlines() if len(line) > 40}
    assert lines & code == set()


def test_size(script: str, records: dict[str, Any]) -> None:
    """What is loaded when the search is opened has at most 720 bytes an example, compressed.

    In all it's less than 550 kB, as a page says.
    """
    size = len(gzip.compress(script.encode(), 9))
    assert size <= 720 * len(records["examples"])
    assert size < 550_000
    assert "less than 550 kB, compressed" in (ROOT / "docs" / "the-page.md").read_text("utf-8")


def test_no_other_index(site: Site) -> None:
    """The records are published once, and no index of a builder's beside them."""
    assert not (site.folder / "search").exists()


def test_other_words(script: str) -> None:
    """What is looked for instead of a word is a name of AnyIO, or words of this site."""
    api = documented()
    for said, meant in INSTEAD.items():
        assert said == said.lower()
        if set("_.") & set(meant) or meant != meant.lower():
            is_name = meant in api.all or api.ending(meant) or f"{PACKAGE}.{meant}" in api.modules
            assert is_name, meant
        else:
            assert all(word in script for word in meant.split()), meant


def test_places(records: dict[str, Any]) -> None:
    """A word that leads somewhere is no name of AnyIO, and what it leads to is on the site."""
    found = {url for url, *_ in records["pages"]} | {ident for _, ident in addresses(records)}
    for said, places in PLACES.items():
        assert said == said.lower()
        assert not documented().ending(said)
        assert set(places) <= found, said


def test_answers(records: dict[str, Any]) -> None:
    """The answers that tests of queries expect are on the site."""
    tables = tomllib.loads((ROOT / "tests" / "browser" / "queries.toml").read_text("utf-8"))
    answers = {a for table in tables.values() for query in table for a in query["answers"]}
    assert answers <= {url + (ident and f"#{ident}") for url, ident in addresses(records)}
    words = tomllib.loads((ROOT / "tests" / "browser" / "words.toml").read_text("utf-8"))
    wished = {answer for table in words.values() for each in table.values() for answer in each}
    assert wished <= {place for url, ident in addresses(records) for place in (url, f"#{ident}")}
