"""Each example stands in a group with the text that explains it, and all in the old order."""

from __future__ import annotations

import pytest
from helpers.pages import pages
from helpers.support import Site

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


@pytest.mark.parametrize("page", [page for page, text in pages().items() if "```snippet" in text])
def test_on_pages(page: str, site: Site) -> None:
    """Below an example of a page is no text that isn't in its group, but for a few words."""
    prose = site.page(page).select_one("article.prose")
    assert prose
    groups = prose.select("div.explained")
    for group in groups:
        example, explanation = group.find_all(True, recursive=False)
        assert "example" in example["class"]
        assert explanation["class"] == ["explanation"]
        assert explanation.select(":scope > :is(figure, h1, h2, h3, table)") == []
    for example in prose.select("figure.example"):
        after = example.find_next_sibling()
        if example.parent not in groups and after and after.name == "p":
            text = after.get_text().strip()
            assert text.endswith(":") or len(text.split()) < 16
