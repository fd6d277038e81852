"""The filter of the catalogue in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers.support import ROOT, Site
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.catalogue import Entry, find_topics


@pytest.fixture(scope="module")
def entries(library: Library) -> list[Entry]:
    """What is in the catalogue."""
    topics = find_topics(library, find_pages(ROOT / "docs"))
    return [entry for topic in topics for entry in topic.entries]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab; any error on a page fails the test."""
    with browser.new_context(viewport={"width": 1000, "height": 900}) as context:
        tab = context.new_page()
        tab.set_default_timeout(5000)
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        yield tab
        assert errors == []


def names(tab: Page) -> set[str]:
    """The names of the examples that are shown."""
    return set(tab.locator(".catalogue li:visible p > code").all_inner_texts())


FILTERS: dict[str, Callable[[Entry], bool]] = {
    "topic=timeouts": lambda e: e.example.topic == "timeouts",
    "api=anyio.sleep": lambda e: "sleep" in e.names,
    "api=anyio.CancelScope": lambda e: any(
        n == "CancelScope" or n.startswith("CancelScope.") for n in e.names
    ),
    "on=only-asyncio": lambda e: e.only == "asyncio",
    "on=trio": lambda e: "trio" in [r.name for r in e.runtimes],
    "on=differs": lambda e: e.differs,
    "on=as-written": lambda e: [r.name for r in e.runtimes] == ["as-written"],
    "kind=wrong": lambda e: bool(e.example.settings.right),
    "kind=right": lambda e: not e.example.settings.right,
    "text=ANYIO.LOCK": lambda e: any(n.lower().startswith("lock") for n in e.names),
    "text=move_on_after.py": lambda e: e.example.name.endswith("move_on_after.py"),
    "text=passes%20arguments%20result": lambda e: e.example.name == "basic/arguments_and_result.py",
    "topic=timeouts&api=anyio.sleep&kind=wrong": lambda e: (
        e.example.topic == "timeouts" and "sleep" in e.names and bool(e.example.settings.right)
    ),
}


@pytest.mark.parametrize("query", FILTERS)
def test_address(query: str, tab: Page, address: str, entries: list[Entry]) -> None:
    """An address with a filter shows those that match, their count, and no empty topic."""
    wanted = {entry.example.name for entry in entries if FILTERS[query](entry)}
    assert wanted, "this filter would show nothing"
    tab.goto(f"{address}examples/?{query}")
    assert names(tab) == wanted
    count = f"{len(wanted)} of {len(entries)} examples"
    assert tab.locator(".catalogue [role=status]").inner_text() == count
    topics = {name.partition("/")[0] for name in wanted}
    assert tab.locator(".catalogue h2:visible").count() == len(topics)


def test_choosing(tab: Page, address: str, entries: list[Entry]) -> None:
    """What is chosen is kept in the address, comes back with Back, and can be reset."""
    tab.goto(f"{address}examples/")
    assert tab.locator(".catalogue [role=status]").inner_text() == f"{len(entries)} examples"
    tab.get_by_label("Topic").select_option(label="6. Timeouts")
    tab.get_by_label("API", exact=True).select_option("anyio.fail_after")
    tab.get_by_label("Kind").select_option("right")
    assert tab.url == f"{address}examples/?topic=timeouts&api=anyio.fail_after&kind=right"
    shown = names(tab)
    tab.locator(".catalogue li:visible a").first.click()
    tab.wait_for_url("**/#timeouts-*")
    tab.go_back()
    tab.wait_for_url("**/examples/**")
    assert tab.get_by_label("API", exact=True).input_value() == "anyio.fail_after"
    assert names(tab) == shown
    tab.get_by_role("button", name="Reset").click()
    expect(tab.locator(".catalogue [role=status]")).to_have_text(f"{len(entries)} examples")
    assert tab.url == f"{address}examples/"
    assert len(names(tab)) == len(entries)


def test_no_match(tab: Page, address: str, entries: list[Entry]) -> None:
    """Where nothing matches, the page says so and offers all; also for a name that isn't used."""
    for query in ("text=nothing+is+like+this", "api=anyio.no_such_name"):
        tab.goto(f"{address}examples/?{query}")
        assert names(tab) == set()
        assert tab.get_by_text("No example matches.").is_visible()
        tab.get_by_role("button", name="Show all examples").click()
        expect(tab.locator(".catalogue-none")).to_be_hidden()
        assert len(names(tab)) == len(entries)


def test_keyboard(tab: Page, address: str) -> None:
    """The fields come in order, and Enter in the text field leaves the page as it is."""
    tab.goto(f"{address}examples/")
    tab.get_by_label("Caption, file or API name").fill("lock")
    tab.keyboard.press("Enter")
    assert tab.url == f"{address}examples/?text=lock"
    labels = []
    for _ in range(5):
        tab.keyboard.press("Tab")
        labels.append(tab.evaluate("document.activeElement.name || document.activeElement.type"))
    assert labels == ["topic", "api", "on", "kind", "reset"]


def test_as_a_file(tab: Page, site: Site, entries: list[Entry]) -> None:
    """It works where the site is a folder."""
    tab.goto(site.file("examples.md").as_uri())
    tab.get_by_label("Kind").select_option("wrong")
    wrong = {entry.example.name for entry in entries if entry.example.settings.right}
    assert names(tab) == wrong


def test_without_script(browser: Browser, address: str, entries: list[Entry]) -> None:
    """Without JavaScript there is no filter, and the whole list."""
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}examples/?kind=wrong")
        assert not tab.locator(".catalogue form").is_visible()
        assert tab.locator(".catalogue li").count() == len(entries)
        assert tab.locator(".catalogue li").last.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(scheme: str, tab: Page, address: str) -> None:
    """Axe finds nothing, and nothing is wider than a phone."""
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{address}examples/?kind=wrong")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(tab, ".catalogue")
    assert [each["id"] for each in found.response["violations"]] == []
