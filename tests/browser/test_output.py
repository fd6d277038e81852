"""Outputs in a real browser: folding, colours, and what standard error looks like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.pages.printed import printed
from anyio_by_example.publishing.assets import style_sheet
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import Agreement
from anyio_by_example.running.streams import Span
from anyio_by_example.runtime import ASYNCIO, TRIO
from anyio_by_example.templates import environment


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript of the page's own."""
    with browser.new_context(viewport={"width": 1000, "height": 900}) as context:
        yield context.new_page()


def show(tab: Page, example: Example, output: str, *errors: Span) -> None:
    """Put an output on a page that has the site's style."""
    recording = Recording("asyncio", output, 0, 0.1, "2026-11-24", {}, stderr=errors)
    module = environment().get_template("output.html").module
    html = module.recorded(  # type: ignore[attr-defined]
        Agreement((ASYNCIO, TRIO), recording), printed(example, recording), False
    )
    tab.set_content(
        f"<!doctype html><html lang=en><style>{style_sheet()}</style><title>Output</title>"
        f"<main style='padding: 1rem'><article class=prose><h1>Output</h1>"
        f"<figure class=example><div class=example-outputs>{html}</div></figure></article></main>"
    )


@pytest.fixture(scope="module")
def example(library: Library) -> Example:
    """Any example."""
    return library.example("timeouts/move_on_after.py")


def height(tab: Page) -> float:
    """How high the output is."""
    box = tab.locator(".output").bounding_box()
    assert box
    return box["height"]


def line_height(tab: Page) -> float:
    """How high one of its lines is."""
    return float(tab.locator(".output").evaluate("e => parseFloat(getComputedStyle(e).lineHeight)"))


def test_folding(tab: Page, example: Example) -> None:
    """A long output shows 16 lines until the keyboard, or a click, asks for all; print has all."""
    show(tab, example, "".join(f"line {n}\n" for n in range(40)))
    one = line_height(tab)
    # a browser rounds what it lays out
    assert 15.9 < height(tab) / one < 17.5
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.type") == "checkbox"
    tab.keyboard.press("Space")
    assert height(tab) / one >= 40
    tab.get_by_label("Show all 40 lines").uncheck()
    assert height(tab) / one < 17.5
    tab.emulate_media(media="print")
    assert height(tab) / line_height(tab) >= 40
    assert not tab.locator(".output-all").is_visible()
    tab.emulate_media(media="screen")


def test_folded_lines_are_there(tab: Page, example: Example) -> None:
    """Searching in the page finds a line that is folded away, and copying copies it."""
    show(tab, example, "".join(f"line {n}\n" for n in range(40)))
    assert tab.evaluate("window.find('line 39')")
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.output'))")
    assert tab.evaluate("String(getSelection())").split("\n")[39] == "line 39"


def test_standard_error(tab: Page, example: Example) -> None:
    """What came from there has a rule and a label, which isn't copied; its group has a name."""
    show(tab, example, "out\nerr 1\nerr 2\nout, err 3\n", (4, 16), (21, 26))
    groups = tab.get_by_role("group", name="stderr")
    assert [each.inner_text() for each in groups.all()] == ["err 1\nerr 2\n", "err 3"]
    styles = [
        each.evaluate(
            "e => [getComputedStyle(e, '::before').content, getComputedStyle(e).borderLeftWidth,"
            " getComputedStyle(e).borderBottomWidth]"
        )
        for each in groups.all()
    ]
    assert [style[0] for style in styles] == ['"stderr" / ""'] * 2
    assert [style[1:] for style in styles] == [["3px", "0px"], ["0px", "1px"]]
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.output'))")
    copied = tab.evaluate("String(getSelection())")
    assert copied.strip() == "out\nerr 1\nerr 2\nout, err 3"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(scheme: str, tab: Page, example: Example) -> None:
    """Axe finds nothing in an output that has all there is, in both schemes and on a phone."""
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    colours = "".join(
        f"\x1b[{ground + n};{text + m}mab\x1b[0m "
        for ground in (40, 100)
        for text in (30, 90)
        for n in range(8)
        for m in range(8)
    )
    show(tab, example, f"{colours}\n\x1b[2mdim\x1b[0m \x1b[7minverse\x1b[0m\n" + "\n" * 20, (0, 20))
    found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]})
    assert [each["id"] for each in found.response["violations"]] == []
    for width in (360, 1000):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_it_looks_as_it_should(tab: Page, example: Example) -> None:
    """A coloured word has its colour, and others have the page's."""
    tab.emulate_media(color_scheme="light")
    show(tab, example, "a \x1b[31mb\x1b[0m\n")
    assert tab.locator(".ansi-red").evaluate("e => getComputedStyle(e).color") == "rgb(163, 25, 15)"
