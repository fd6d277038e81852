"""The document is on the site: every section, every sentence, each with a verdict and its proof."""

from __future__ import annotations

import re

import pytest
from helpers.pages import SECTIONS, Section, document, embedded, fences, pages, quotes, sentences

from anyio_by_example.examples.example import Example, anchor, find_names, find_root

TITLE, DOCUMENT = document()
ROOT = find_root()


def test_document_is_read_whole() -> None:
    """The tests see twelve sections and every sentence of the document."""
    assert TITLE == "Python's AnyIO Library"
    assert [section.title for section in DOCUMENT] == list(SECTIONS)
    assert [len(section.prose) for section in DOCUMENT] == [2, 1, 1, 2, 2, 1, 1, 1, 2, 1, 5, 3]
    assert [s.title for s in DOCUMENT if s.code] == list(SECTIONS)[:2]


def test_title_is_quoted() -> None:
    """The home page names the document."""
    assert TITLE in pages()["index.md"]


@pytest.mark.parametrize("section", DOCUMENT, ids=lambda section: section.title)
def test_section(section: Section) -> None:
    """A section's page has its title and its words, in its order."""
    text = pages()[SECTIONS[section.title]]
    called = re.search(r"(?m)^“(.+)”, as the document calls it$", text)
    heading = re.match(r"# (.+)\n", text)
    assert heading
    assert section.title == (called[1] if called else heading[1])
    quoted = [re.sub(r"^\d+\. ", "", quote.text) for quote in quotes(text)]
    # a title that claims something may be quoted too
    if section.title.endswith(f". {quoted[0]}"):
        del quoted[0]
    assert " ".join(quoted) == " ".join(section.prose)


@pytest.mark.parametrize("section", DOCUMENT, ids=lambda section: section.title)
def test_verdicts(section: Section) -> None:
    """Every sentence has a verdict, and every verdict links to an example that proves it."""
    page = SECTIONS[section.title]
    shown = {(where, anchor(name)) for where, name in embedded()}
    for quote in quotes(pages()[page]):
        assert len(quote.verdicts) >= len(sentences(quote.text)), quote.text
        for verdict in quote.verdicts:
            links = re.findall(r"\]\(([\w-]*\.md)?#([\w-]+?)(?:-L\d+)?\)", verdict)
            assert links, f"no proof: {verdict}"
            for where, target in links:
                assert (where or page, target) in shown, f"not an example: {where}#{target}"


@pytest.mark.parametrize(
    "section", [section for section in DOCUMENT if section.code], ids=lambda s: s.title
)
def test_code(section: Section) -> None:
    """The document's code is an example on its page, with nothing added but `-> None`."""
    names = fences(pages()[SECTIONS[section.title]], "snippet")
    codes = [Example.load(ROOT, name).code.replace(" -> None", "") for name in names]
    assert section.code in [re.sub(r"\n\n+", "\n", code).strip() for code in codes]


def test_every_snippet_is_shown_once() -> None:
    """A snippet that no page shows, or that two do, is an error, and so is a fence for none."""
    shown = [name for _, name in embedded()]
    assert sorted(shown) == find_names(ROOT)


@pytest.mark.parametrize(("page", "name"), embedded(), ids=str)
def test_wrong_stands_by_right(page: str, name: str) -> None:
    """Wrong code names the right one, and both are on the same page."""
    right = Example.load(ROOT, name).settings.right
    assert not right or right in fences(pages()[page], "snippet")
