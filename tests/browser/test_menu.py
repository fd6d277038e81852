"""The menu in a real browser: how it grows, its filter, its close button, and what is near it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from helpers.site_builder import CONFIG, build
from helpers.support import ROOT
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.examples.page import Page as Source
from anyio_by_example.pages.menu import Group, find_menu
from anyio_by_example.publishing.assets import STYLES, site_script, style_sheet

MADE_UP = 60
"""Pages more than there are, in new groups of ten in the guide, whose titles take two lines."""

LONGEST = 1000
"""Pixels of the menu's whole height, however many pages there are."""

PLACE = """
() => {
  const menu = document.getElementById("menu")
  const [here, ...others] = menu.querySelectorAll(".menu-pages [aria-current]")
  const {top, bottom} = here.getBoundingClientRect()
  const box = menu.getBoundingClientRect()
  return {
    title: here.textContent,
    isInSight: !others.length && top >= box.top && bottom <= Math.min(box.bottom, innerHeight),
    height: menu.scrollHeight,
    jump: scrollY,
  }
}
"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab; any error on a page fails the test."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tab = context.new_page()
        tab.set_default_timeout(5000)
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        yield tab
        assert errors == []


def larger(folder: Path) -> list[str]:
    """A project with the titles of this site's pages, and more of them. Returns their paths."""
    paths = []

    def page(path: str, title: str) -> str:
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {title}\n", "utf-8")
        paths.append(path)
        return path

    def nav(group: Group) -> list[object]:
        return [
            page(child.path, child.title)
            if isinstance(child, Source)
            else {child.title: nav(child)}
            for child in group.children
        ]

    whole = nav(find_menu(ROOT / "docs"))
    for number in range(MADE_UP // 10):
        folder_of = f"guide/parts/made-up-{number}"
        title = f"Made-up group {number}"
        pages = [page(f"{folder_of}/index.md", title)]
        pages += [
            page(f"{folder_of}/{n}.md", f"A made-up page with a long title, {n}") for n in range(10)
        ]
        [guide] = [item for item in whole if isinstance(item, dict) and "Guide" in item]
        guide["Guide"].append({title: pages})
    # what is published besides the pages costs more than the pages
    said = yaml.safe_dump({"nav": whole, "plugins": []}, sort_keys=False)
    said = CONFIG.replace("nav: [index.md]\n", said)
    (folder / "mkdocs.yml").write_text(said, "utf-8")
    return paths


@pytest.mark.at_length
def test_sixty_pages_more(tab: Page, tmp_path: Path) -> None:
    """On every page, the page is in sight in the menu, which stays short; the page doesn't jump."""
    paths = larger(tmp_path)
    assert len(paths) > 200
    site = build(tmp_path)
    (site / "assets" / "site.css").write_text(style_sheet(STYLES), "utf-8")
    (site / "assets" / "site.js").write_text(site_script(), "utf-8")
    # one page of each folder's first, middle and last, and all that are groups
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        by_folder.setdefault(posixpath.dirname(path), []).append(path)
    tried = {
        path for each in by_folder.values() for path in (each[0], each[len(each) // 2], each[-1])
    }
    places = {}
    for path in sorted(tried):
        stem = path.removesuffix(".md")
        tab.goto((site / stem.removesuffix("index") / "index.html").as_uri())
        tab.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")
        places[path] = tab.evaluate(PLACE)
    assert [path for path, place in places.items() if not place["isInSight"]] == []
    assert max(place["height"] for place in places.values()) <= LONGEST
    assert {place["jump"] for place in places.values()} == {0}


def test_filter(tab: Page, address: str) -> None:
    """The filter finds pages by all words of their titles and groups, wherever they are."""
    tab.goto(f"{address}basic/")
    field = tab.get_by_role("searchbox", name="Filter the pages by their titles")
    found = tab.locator(".menu-found a")
    field.fill("Worker FUNCTIONS")
    expect(found).to_have_text(["Functions in Worker Processes Guide: Processes"])
    expect(tab.locator(".menu-pages")).to_be_hidden()
    expect(tab.locator(".menu-count")).to_have_text("1 page")
    field.fill("nothing like this")
    expect(tab.locator(".menu-count")).to_have_text("No pages")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(tab.locator(".menu-pages")).to_be_visible()
    expect(tab.locator(".menu-count")).to_be_empty()
    field.fill("timeout nothing")
    field.press("Enter")
    tab.wait_for_url(f"{address}missed-timeouts/")
    assert tab.evaluate("scrollY") == 0


def test_on_a_phone(browser: Browser, address: str) -> None:
    """What closes and filters the menu is in sight, as the contents are, which close when used."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        tab = context.new_page()
        tab.goto(f"{address}reference/coverage/")
        opens = tab.get_by_role("button", name="Pages", exact=True)
        opens.click()
        menu = tab.locator("#menu")
        # of a page far down in the list; a click would scroll what closes the menu into view
        expect(menu.locator("[aria-current]")).to_be_in_viewport()
        assert menu.evaluate("menu => menu.scrollTop") > 0
        closes = tab.get_by_role("button", name="Close the menu")
        expect(closes).to_be_in_viewport(ratio=1)
        expect(menu.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
        closes.click()
        expect(menu).to_be_hidden()
        expect(opens).to_be_focused()
        tab.goto(f"{address}timeouts/")
        tab.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        contents = tab.locator(".toc")
        expect(contents.locator("summary")).to_be_in_viewport()
        contents.locator("summary").click()
        link = contents.get_by_role("link").last
        link.click()
        expect(contents).not_to_have_attribute("open", "")
        ident = tab.evaluate("location.hash.slice(1)")
        top = tab.evaluate("id => document.getElementById(id).getBoundingClientRect().top", ident)
        bar = contents.bounding_box()
        assert bar
        assert bar["y"] + bar["height"] <= top + 1 or top > 300


def test_choice_of_a_backend(tab: Page, address: str) -> None:
    """The choice stands where outputs differ and nowhere else, holds for all, and moves nothing."""
    tab.goto(f"{address}basic/")
    expect(tab.locator(".choice")).to_have_count(0)
    tab.keyboard.press("b")
    expect(tab.locator(".said")).to_have_text("Where backends differ: asyncio only")
    tab.goto(f"{address}backend-differences/")
    choices = tab.locator(".example-differs .choice")
    assert choices.count() == tab.locator(".example-differs").count() > 1
    checked = tab.locator(".choice :checked")
    assert {each.get_attribute("value") for each in checked.all()} == {"asyncio"}
    last = choices.last
    last.scroll_into_view_if_needed()
    before = last.bounding_box()
    last.get_by_text("Trio").click()
    after = last.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1
    assert {each.get_attribute("value") for each in checked.all()} == {"trio"}
    shown = tab.locator("#backends-differences .example-output:visible")
    expect(shown).to_have_count(1)
    tab.keyboard.press("b")
    expect(shown).to_have_count(2)
