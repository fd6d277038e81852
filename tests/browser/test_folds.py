"""Long lists are folded, and nothing in them is out of reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

TALLEST = 8 * 900
"""Pixels of a page that a reader scrolls through, in a window of 1280."""

FOLDED = ["errors/", "look-up/all-differences/", "what-tools-catch/"]


@pytest.mark.parametrize("page", FOLDED)
def test_short(browser: Browser, address: str, page: str) -> None:
    """With its folds closed, a page is at most eight windows long."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        tab = context.new_page()
        tab.goto(address + page)
        assert tab.locator(".fold").count()
        assert tab.evaluate("document.documentElement.scrollHeight") <= TALLEST


@pytest.mark.parametrize(
    ("page", "ident"),
    [("look-up/all-differences/", "differences-backends"), ("what-tools-catch/", "caught-by-none")],
)
def test_address(browser: Browser, address: str, page: str, ident: str) -> None:
    """The address of a folded list opens it, when the page is loaded and later, and no other."""
    with browser.new_context() as context:
        tab = context.new_page()
        opened = tab.locator(".fold[open]")
        tab.goto(f"{address}{page}#{ident}")
        expect(opened).to_have_count(1)
        expect(opened.locator(f"[id='{ident}']")).to_be_in_viewport()
        expect(opened.locator("li").first).to_be_visible()
        tab.goto(address + page)
        tab.reload()
        expect(opened).to_have_count(0)
        tab.evaluate("ident => (location.hash = ident)", ident)
        expect(opened).to_have_count(1)


@pytest.mark.parametrize("page", FOLDED)
def test_back(browser: Browser, address: str, page: str) -> None:
    """Who goes back to a link in a fold finds it in sight, also if the page is loaded anew."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        tab = context.new_page()
        tab.goto(address + page)
        fold = tab.locator(".fold").last
        fold.locator(":scope > summary").click(position={"x": 3, "y": 10})
        link = fold.locator("li a").last
        link.click()
        tab.wait_for_url(lambda url: url != address + page)
        tab.go_back()
        expect(link).to_be_in_viewport()


@pytest.mark.parametrize("page", FOLDED)
def test_without_scripts(browser: Browser, address: str, page: str) -> None:
    """Without scripts a reader opens a fold, and on paper all of them are open."""
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address + page)
        fold = tab.locator(".fold").first
        row = fold.locator("li").first
        expect(row).to_be_hidden()
        # to the right of what may be a link
        fold.locator(":scope > summary").click(position={"x": 3, "y": 10})
        expect(row).to_be_visible()
        tab.reload()
        tab.emulate_media(media="print")
        for each in tab.locator(".fold").all():
            expect(each.locator("li").first).to_be_visible()
