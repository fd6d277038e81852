"""The search in words that readers bring along, of other libraries and of plain English."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from helpers.searching import FIND, ask
from helpers.support import ROOT
from playwright.sync_api import Browser, Page, expect

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (ROOT / "tests" / "browser" / "words.toml").read_text("utf-8")
)
FIRST = 3
"""Among so many results an answer has to be."""

PLAIN = ["cancel", "checkpoint", "file", "limit", "lock", "path", "process", "stream", "task group"]
"""Words that AnyIO's names are made of, and that readers know."""


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab whose search is open."""
    tab = browser.new_page()
    tab.goto(address)
    ask(tab, "task")
    yield tab
    tab.close()


def leads_to(address: str, answers: list[str]) -> bool:
    """Whether a result is on a page that answers, or is what answers wherever it is."""
    page, _, ident = address.partition("#")
    return page in answers or (bool(ident) and f"#{ident}" in answers)


def test_words(tab: Page) -> None:
    """Words of other libraries lead to what a reader wishes, among the first three results."""
    answers = {asked: each for table in WORDS.values() for asked, each in table.items()}
    found = dict(zip(answers, tab.evaluate(FIND, list(answers)), strict=True))
    missed = {
        asked: results[:FIRST]
        for asked, results in found.items()
        if not any(leads_to(address, answers[asked]) for address in results[:FIRST])
    }
    assert missed == {}
    assert len(answers) >= 100


def test_questions(tab: Page) -> None:
    """Each question of the FAQ, as it's asked there, finds its answer or the page behind it."""
    text = (ROOT / "docs" / "look-up" / "faq.md").read_text("utf-8")
    asked = dict(re.findall(r"(?ms)^### ([^\n]+?) \{#[^\n]+\n(.+?)(?=^#)", text))
    assert len(asked) == 30
    for (question, answer), found in zip(
        asked.items(), tab.evaluate(FIND, list(asked)), strict=True
    ):
        shown = re.findall(r"\]\[([a-z_]+-[a-z0-9_]+)\]", answer)
        answers = ["look-up/faq/", *(f"#{ident}" for ident in shown)]
        assert any(leads_to(each, answers) for each in found[:FIRST]), (question, found[:FIRST])


def test_plain_words(tab: Page) -> None:
    """Names don't crowd out what explains them: of the first five for a plain word, at most two.

    One of the five is a name, or the page of the reference that has these names.
    """
    for word, found in zip(PLAIN, tab.evaluate(FIND, PLAIN), strict=True):
        names = [each for each in found[:5] if "#anyio." in each]
        assert len(names) <= 2, (word, found[:5])
        assert names or any(each.startswith("reference/") for each in found[:5]), word


def test_foreign_word(tab: Page) -> None:
    """Where no text has a word, the count says so, and that what is found may help all the same."""
    ask(tab, "flask")
    expect(tab.locator(".search-count")).to_have_text(
        "2 results, none with “flask”, but these may help"
    )
