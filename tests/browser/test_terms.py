"""Terms of the glossary in a real browser: pointing at one says what it means, on every page."""

from __future__ import annotations

import pytest
from helpers.support import ROOT
from playwright.sync_api import Browser, expect

from anyio_by_example.pages.glossary import find_glossary

TIP = 'term => getComputedStyle(term, "::after").content'
WIDER = "() => document.documentElement.scrollWidth > innerWidth"

TERMS = {term.ident: term for term in find_glossary(ROOT / "docs").terms}


@pytest.mark.alike(5)
@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", ["timeouts/", "", "review/"])
def test_tip(page: str, width: int, has_scripts: bool, address: str, browser: Browser) -> None:
    """Where a page uses a term first, its tip is the term's first sentence, and fits the page."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=has_scripts
    )
    tab = context.new_page()
    tab.goto(address + page)
    terms = tab.locator("article a.term:visible")
    assert terms.count() >= 5
    for term in terms.all()[:5]:
        assert term.evaluate(TIP) == "none"
        term.hover()
        said = TERMS[str(term.get_attribute("href")).partition("#")[2]].tip
        quoted = said.replace('"', '\\"')
        # a script loads the tips when a reader first points at something
        expect(term).to_have_css("content", f'"{quoted}" / ""', pseudo="after")
        assert not tab.evaluate(WIDER)
    context.close()


def test_term_leads_to_its_meaning(address: str, browser: Browser) -> None:
    """A term leads to its heading in the glossary, and the keyboard reaches it and its tip."""
    tab = browser.new_page()
    tab.goto(f"{address}timeouts/")
    term = tab.locator("article a.term", has_text="checkpoint").first
    term.focus()
    expect(term).to_have_css("content", f'"{TERMS["term-checkpoint"].tip}" / ""', pseudo="after")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/glossary/#term-checkpoint")
    expect(tab.locator("h2#term-checkpoint")).to_be_in_viewport()
    tab.close()
