"""Each example stands in a group with the text that explains it, and all in the old order."""

from __future__ import annotations

import pytest
from helpers.pages import pages
from helpers.support import Site
from selectolax.lexbor import LexborHTMLParser

from anyio_by_example.pages.explained import Part, explained

PARTS = {
    "E": Part("example"),
    "t": Part("text", 9),
    "T": Part("text", 60),
    ":": Part("text", 60, introduces=True),
    "-": Part("other"),
}


@pytest.mark.parametrize(
    ("page", "groups"),
    [
        ("", []),
        ("T-T", []),
        ("E", []),
        ("ET", ["ET"]),
        ("TETT", ["ETT"]),
        ("ET-T", ["ET"]),
        ("E-T", []),
        ("ETET", ["ET", "ET"]),
        ("EET", ["ET"]),
        ("Et", []),
        ("Ett", ["Ett"]),
        ("Et-ETT-T", ["ETT"]),
        ("ET:ET", ["ET", "ET"]),
        ("E:-", []),
        ("E:T", ["E:T"]),
    ],
)
def test_groups(page: str, groups: list[str]) -> None:
    """A group ends before something else or its introduction; hardly any text makes none."""
    found = explained([PARTS[kind] for kind in page])
    assert [page[group] for group in found] == groups


def test_on_pages(site: Site) -> None:
    """Below an example of a page is no text that isn't in its group, but for a few words."""
    found = 0
    for page in (page for page, text in pages().items() if "```snippet" in text):
        prose = LexborHTMLParser(site.file(page).read_bytes()).css("article")[0]
        for group in prose.css("div.explained"):
            found += 1
            example, explanation = group.iter()
            assert "example" in (example.attributes["class"] or "").split()
            assert explanation.attributes["class"] == "explanation"
            inside = {child.tag for child in explanation.iter()}
            assert not inside & {"figure", "h1", "h2", "h3", "table"}, page
        # of those that are in no group
        for example in prose.css("article > figure.example"):
            after = example.next
            while after and after.tag == "-text":
                after = after.next
            text = after.text().strip() if after and after.tag == "p" else ":"
            assert text.endswith(":") or len(text.split()) < 16, (page, text)
    assert found > 500
