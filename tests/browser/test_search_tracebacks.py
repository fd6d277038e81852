"""Who pastes a traceback of any program finds the page that answers its error."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from helpers.pages import DOCS
from helpers.searching import ask
from helpers.support import ROOT
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.pages.errors import error_pages

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PASTED = tomllib.loads((ROOT / "tests" / "browser" / "tracebacks.toml").read_text("utf-8"))[
    "pasted"
]
SHARE = 0.95
"""Of so many, the right page is first."""

ANSWERS = """texts => texts.map(text => {
  const { known, finding, essence } = byExample;
  const page = known.answer(text)?.page;
  const query = essence(text);
  byExample.pasted = { query, page };
  const [first] = finding.find(query).results;
  byExample.pasted = undefined;
  return [page === undefined ? "" : finding.page(page).address, first?.address];
})"""
"""What the box and the search have first for each text."""


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A tab with the page of all errors, whose search was open."""
    tab = browser.new_page()
    tab.goto(address + "errors/")
    ask(tab, "task")
    tab.keyboard.press("Escape")
    yield tab
    tab.close()


def test_pasted(tab: Page) -> None:
    """For at least 95 % of the tracebacks of programs from elsewhere, their page is first."""
    found = tab.evaluate(ANSWERS, [each["text"] for each in PASTED])
    wrong = [
        (each["page"], answers)
        for each, answers in zip(PASTED, found, strict=True)
        if answers != [f"errors/{each['page']}/"] * 2
    ]
    assert len(PASTED) >= 30
    print(f"{len(PASTED) - len(wrong)} of {len(PASTED)} tracebacks lead to their page")
    assert len(wrong) <= (1 - SHARE) * len(PASTED), wrong


def test_every_message(tab: Page) -> None:
    """The last line of a traceback is enough, whatever it's filled in with."""
    wanted = {
        each.says.replace("…", "something"): f"{page.page.path.removesuffix('.md')}/"
        for page in error_pages(DOCS)
        for each in page.knows
    }
    found = tab.evaluate(ANSWERS, [*wanted])
    wrong = [
        (said, box) for said, (box, _) in zip(wanted, found, strict=True) if box != wanted[said]
    ]
    assert len(wrong) <= (1 - SHARE) * len(wanted), wrong


def test_unknown(tab: Page) -> None:
    """An error of the program's own has no page, and the box says so."""
    text = (
        'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nMyError: no tea'
    )
    assert tab.evaluate(ANSWERS, [text])[0][0] == ""
    tab.locator("#errors-text").fill(text)
    tab.get_by_role("button", name="Find its page").click()
    expect(tab.locator(".errors-box [role=status]")).to_contain_text("No page is about this error")


def test_box(tab: Page) -> None:
    """The box is in sight, takes a traceback, and its first link is the page of the error."""
    box = tab.locator("#errors-text")
    expect(box).to_be_visible()
    each = next(each for each in PASTED if each["page"] == "other-task")
    box.fill(each["text"])
    tab.get_by_role("button", name="Find its page").click()
    first = tab.locator(".errors-found a").first
    expect(first).to_have_attribute(
        "href", tab.evaluate("byExample.place('errors/other-task/').href")
    )
    first.click()
    expect(tab.locator("h1")).to_contain_text("Left in Another Task")
