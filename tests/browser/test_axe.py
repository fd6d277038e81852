"""Axe finds no barrier: on no kind of page, in neither scheme, at no width, whatever is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# a small one of each kind, since Axe takes seconds for the largest
PAGES = (
    "",
    "thread-limits/",
    "examples/",
    "review/",
    "reference/tls/",
    "reference/coverage/",
    "how-this-site-is-made/",
    "404.html",
)

WIDTHS = (360, 1280)

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

AXE = Axe()

ALL: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All its rules, those for best practice too, and one that only Lighthouse switches on."""

WITHOUT_COLOURS = {**ALL, "rules": {**ALL["rules"], "color-contrast": {"enabled": False}}}
"""Looking at colours takes most of Axe's time."""

COLOURFUL = {"", "thread-limits/", "reference/tls/", "404.html"}
"""Where it looks at them, at one width. `test_pages` does, faster, in the article of each page."""


def _menu(tab: Page) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.get_by_role("button", name="Pages", exact=True).click()
    tab.locator("#menu:popover-open").wait_for()


def _search(tab: Page) -> None:
    tab.keyboard.press("/")
    tab.get_by_role("searchbox").fill("timeout")
    tab.locator(".search-results li").first.wait_for()


def _cite(tab: Page) -> None:
    tab.get_by_role("button", name="Cite").first.click()
    tab.locator(".cite:popover-open").wait_for()


def _keys(tab: Page) -> None:
    tab.keyboard.press("?")
    tab.locator("#keys:popover-open").wait_for()


OPENED: dict[str, Callable[[Page], None]] = {
    "menu": _menu,
    "search": _search,
    "cite": _cite,
    "keys": _keys,
}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab."""
    # the page's policy refuses what a test adds to it
    with browser.new_context(bypass_csp=True) as context:
        yield context.new_page()


def barriers(tab: Page, options: dict[str, Any] = ALL) -> list[str]:
    """What Axe finds on the page as it is now, in both schemes."""
    found = []
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        for rule in AXE.run(tab, options=options).response["violations"]:
            places = ", ".join(" ".join(node["target"]) for node in rule["nodes"][:5])
            found.append(f"{scheme}: {rule['id']} ({rule['impact']}): {rule['help']}: {places}")
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, width: int, tab: Page, address: str) -> None:
    """A page as it is when it was opened."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address + page)
    looks_at_colours = page in COLOURFUL and width == max(WIDTHS)
    assert barriers(tab, ALL if looks_at_colours else WITHOUT_COLOURS) == []


@pytest.mark.parametrize("what", OPENED)
def test_opened(what: str, tab: Page, address: str) -> None:
    """A page on which something was opened."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{address}thread-limits/")
    OPENED[what](tab)
    assert barriers(tab) == []


def test_finds(tab: Page, address: str) -> None:
    """A barrier would be found: a button without a name, and text that is too pale."""
    tab.goto(f"{address}404.html")
    tab.evaluate("document.querySelector('main').innerHTML += '<button></button><p>Pale</p>'")
    tab.add_style_tag(content="main p { color: light-dark(#aaa, #666) }")
    assert {each.split()[1] for each in barriers(tab)} == {"button-name", "color-contrast"}
