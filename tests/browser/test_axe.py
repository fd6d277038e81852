"""Axe finds no barrier: on no kind of page, in neither scheme, at no width, whatever is open.

Most kinds are looked at at one width, and long lists where they are filtered. With `--every`,
every page is at both, but for those of examples and of points, of which each twentieth is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from helpers.axe import barriers
from helpers.pages import DOCS, embedded, pages
from playwright.sync_api import Browser, Page

from anyio_by_example.pages.points import find_points

# a small one of each kind, since Axe takes seconds for the largest
PAGES = (
    "",
    "e/sessions/over_memory/",
    "errors/other-task/",
    "reference/tls/",
    "404.html",
)

WIDTHS = (360, 1280)

BOTH = ""
"""Where it always looks at both widths."""

COLOURFUL = {"", "e/sessions/over_memory/", "reference/tls/", "404.html"}
"""Where it looks at colours, in wide windows. `test_pages` does, faster, in articles only."""


def _menu(tab: Page) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.get_by_role("button", name="Pages", exact=True).click()
    tab.locator("#menu:popover-open").wait_for()


def _search(tab: Page) -> None:
    tab.keyboard.press("/")
    tab.locator("#search-input").fill("timeout")
    tab.locator(".search-results li").first.wait_for()


def _cite(tab: Page) -> None:
    tab.locator(".example-more > summary").first.click()
    tab.get_by_role("button", name="Cite").first.click()
    tab.locator(".cite:popover-open").wait_for()


def _keys(tab: Page) -> None:
    tab.keyboard.press("?")
    tab.locator("#keys:popover-open").wait_for()


OPENED: dict[str, tuple[Callable[[Page], None], str]] = {
    "menu": (_menu, "#menu"),
    "search": (_search, "#search"),
    "cite": (_cite, ".cite"),
    "keys": (_keys, "#keys"),
}
"""What opens something, and the part that is opened: the colours of the others are known."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab."""
    # the page's policy refuses what a test adds to it
    with browser.new_context(bypass_csp=True) as context:
        yield context.new_page()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the pages, and the widths of each."""
    if "page" not in metafunc.fixturenames:
        return
    if metafunc.config.getoption("every"):
        written = [re.sub(r"(^|/)index\.md$|\.md$", "/", page) for page in sorted(pages())]
        examples = sorted(f"e/{name.removesuffix('.py')}/" for _, name in embedded())
        points = [f"r/{point.code}/" for point in find_points(DOCS)]
        every = [*(page.lstrip("/") for page in written), *examples[::20], *points[::20]]
        chosen = [(page, width) for page in (*every, "404.html") for width in WIDTHS]
    else:
        chosen = [
            (page, width)
            for page in PAGES
            for width in WIDTHS
            if page == BOTH or (width == max(WIDTHS)) == (page in COLOURFUL)
        ]
    metafunc.parametrize(("page", "width"), chosen)


def test_page(
    page: str, width: int, tab: Page, address: str, request: pytest.FixtureRequest
) -> None:
    """A page as it is when it was opened."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address + page)
    is_wide = width == max(WIDTHS)
    is_coloured = is_wide and (page in COLOURFUL or request.config.getoption("every"))
    assert barriers(tab, "body" if is_coloured else "", links=is_wide) == []


@pytest.mark.alike(2)
@pytest.mark.parametrize("what", OPENED)
def test_opened(what: str, tab: Page, address: str) -> None:
    """A page on which something was opened."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{address}e/sessions/over_memory/")
    opens, part = OPENED[what]
    opens(tab)
    assert barriers(tab, part, links=False) == []


def test_finds(tab: Page, address: str) -> None:
    """A barrier would be found: a button without a name, pale text, a link that looks like it."""
    tab.goto(f"{address}404.html")
    added = "<button></button><p>Pale</p><p>What is <a href='/'>here</a> looks like the rest.</p>"
    tab.evaluate("added => (document.querySelector('main').innerHTML += added)", added)
    tab.add_style_tag(
        content="main p { color: light-dark(#aaa, #666) }"
        " main p a { color: light-dark(#999, #777); text-decoration: none !important }"
    )
    rules = {each.split()[1] for each in barriers(tab)}
    assert rules == {"button-name", "color-contrast", "link-in-text-block"}
