"""A page on paper: all of its content, none of what is for the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

PAPER = 465
"""The width of A5 in CSS pixels, less two margins of 12.5 mm: the narrowest in use."""

FOLDED = """
() => [...document.querySelectorAll("main details")]
  .filter(details => details.checkVisibility())
  .filter(details => [...details.children].some(e => e.matches(":not(summary)") &&
    !e.checkVisibility({contentVisibilityAuto: true})))
  .map(details => details.className)
"""

CUT = """
() => [...document.querySelectorAll("main *")]
  .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
  .filter(e => getComputedStyle(e).overflowX !== "visible" && !e.matches(".visually-hidden"))
  .map(e => `${e.tagName} ${e.className} ${e.closest("[id]")?.id}`)
"""


@pytest.fixture(scope="module")
def paper(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose outputs differ, as its print has it, for a reader who chose a backend."""
    with browser.new_context(viewport={"width": PAPER, "height": 1000}) as context:
        context.add_init_script("localStorage.setItem('anyio-by-example.backend', 'asyncio')")
        tab = context.new_page()
        tab.goto(f"{address}backends/")
        tab.emulate_media(media="print", color_scheme="dark")
        yield tab


def test_nothing_for_the_screen(paper: Page) -> None:
    """There is nothing to press, and nothing that leads through the site."""
    shown = "button, input, summary ~ button, header, nav, footer, .skip, .said, .headerlink"
    assert [each for each in paper.locator(shown).all() if each.is_visible()] == []
    assert paper.locator("h1").is_visible()


def test_all_is_there(paper: Page) -> None:
    """What is folded on the screen is unfolded, and a choice of backend hides nothing."""
    assert paper.locator("html").get_attribute("data-backend") == "asyncio"
    assert paper.evaluate(FOLDED) == []
    for part in (".example-output", ".example-timeline", ".example-code", ".tl-words li"):
        each = paper.locator(f"main {part}").all()
        assert each
        assert [one.get_attribute("class") for one in each if not one.is_visible()] == []


def test_nothing_is_cut_off(paper: Page) -> None:
    """Nothing is wider than the paper: where the screen scrolls, lines are broken."""
    assert paper.evaluate("document.documentElement.scrollWidth") <= PAPER
    assert paper.evaluate(CUT) == []


def test_black_on_white(paper: Page) -> None:
    """It has the light colours, also where the screen is dark."""
    paper_and_ink = "body => [getComputedStyle(body).backgroundColor, getComputedStyle(body).color]"
    assert paper.locator("body").evaluate(paper_and_ink) == [
        "rgb(255, 255, 255)",
        "rgb(31, 36, 48)",
    ]


def test_pdf(browser: Browser, address: str, tmp_path: Path) -> None:
    """A PDF has the text, code, outputs, and the addresses that links lead to."""
    with browser.new_page() as tab:
        tab.goto(f"{address}thread-limits/")
        heading = tab.locator("h1").inner_text().removesuffix("¶")
        code = tab.locator(".example-code").last.inner_text().strip().splitlines()[-1]
        output = tab.locator("code.output").last.inner_text().strip().splitlines()[-1]
        link = tab.locator("main p > a[href^='../']:not(.term, :has(> code))").first.evaluate(
            "a => a.href"
        )
        tab.pdf(path=tmp_path / "page.pdf", format="A4")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "page.pdf").pages)
    squeezed = re.sub(r"\s+", "", text)
    for wanted in (heading, code, output, f"({link})"):
        assert re.sub(r"\s+", "", wanted) in squeezed


def test_cheat_sheet(browser: Browser, address: str, tmp_path: Path) -> None:
    """The cheat sheet is one page of A4, with all its lines."""
    with browser.new_page() as tab:
        tab.goto(f"{address}choose/cheat-sheet/")
        lines = tab.locator(".cheat-sheet li > code:first-child").all_inner_texts()
        tab.pdf(path=tmp_path / "sheet.pdf", format="A4")
    [sheet] = PdfReader(tmp_path / "sheet.pdf").pages
    squeezed = re.sub(r"\s+", "", sheet.extract_text())
    assert len(lines) > 30
    assert [line for line in lines if re.sub(r"\s+", "", line) not in squeezed] == []
