"""How an example's card looks: what is in sight, what folds, and how its code fits a screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest
from helpers.pages import embedded
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

HIGHEST = 0.73 * 1135
"""What half of the cards may have as their height: of what it was before cards had one button.

Of all cards it's 0.7; those of the pages that are looked at here are a little higher.
"""

WRONG = ("basic/", "basic-forgotten_await")
NARROW, SMALLEST = 360, 24

CARDS = """
() => {
  const inSight = (card, selector, but) => [...card.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility() && !each.closest(but))
  const elsewhere = ".example-code, .example-copy, .example-support, .example-output, .tl, " +
    ".choice, .example-right"
  return [...document.querySelectorAll(".example")].map((card) => {
    const code = card.querySelector("[data-main]")
    const folded = [...card.querySelectorAll(".is-long pre > code, .is-large > .tl-picture")]
    return {
      id: card.id,
      height: card.getBoundingClientRect().height,
      controls: inSight(card, "a, button, summary, input, select", elsewhere)
        .map((each) => each.textContent.trim()),
      filled: card.querySelectorAll(".example-run").length,
      copies: inSight(card, ".highlight > .example-copy", ".none").length,
      open: [...card.querySelectorAll("details[open]:not(.example-support)")].length,
      head: card.querySelector(".example-head pre").textContent.split("\\n").length,
      first: +code.querySelector("a[id]").id.split("-L").at(-1),
      size: Math.min(...[...card.querySelectorAll("pre > code")]
        .map((each) => parseFloat(getComputedStyle(each).fontSize))),
      scrolls: code.scrollWidth > code.clientWidth,
      folded: folded.map((each) => each.clientHeight < each.scrollHeight),
    }
  })
}
"""

SMALL = """
(smallest) => [...document.querySelectorAll(".example :is(a[href], button, summary, label)")]
  .filter((each) => each.checkVisibility() && getComputedStyle(each).pointerEvents !== "none")
  .filter((each) => {
    const box = each.getClientRects()[0]
    return box && Math.min(box.height, Math.max(box.width, smallest)) < smallest - 0.5
  })
  .map((each) => `${each.closest(".example").id}: ${each.textContent.trim()}`)
"""

BROKEN = """
() => [...document.querySelectorAll("[data-main] > span:not(.gap)")].flatMap((line) => {
  const one = parseFloat(getComputedStyle(line).lineHeight)
  if (line.getBoundingClientRect().height < 1.5 * one) return []
  const range = document.createRange()
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  let begin, next
  while (walker.nextNode()) {
    [...walker.currentNode.data].forEach((letter, at) => {
      if (letter.trim() === "") return
      range.setStart(walker.currentNode, at)
      range.setEnd(walker.currentNode, at + 1)
      const { left, top } = range.getBoundingClientRect()
      begin ??= { left, top }
      if (next === undefined && top > begin.top + one / 2) next = left
    })
  }
  const mark = getComputedStyle(line, "::before")
  return [{ text: line.textContent, deeper: next > begin.left, mark: parseFloat(mark.height) > 0 }]
})
"""


@pytest.fixture(scope="module")
def pages() -> list[str]:
    """Every twelfth page with examples, by its address, and one with a large picture."""
    every = sorted({page for page, _ in embedded()})
    some = [*every[::12], "benefits.md"]
    return [page.removesuffix(".md").removesuffix("index") + "/" for page in some]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A wide window."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def cards(tab: Page, address: str, pages: list[str]) -> list[dict[str, Any]]:
    """The cards of some pages, in a wide window."""
    found: list[dict[str, Any]] = []
    for page in pages:
        tab.goto(address + page.lstrip("/"))
        found += tab.evaluate(CARDS)
    assert len(found) > 50
    return found


def test_controls_in_sight(cards: list[dict[str, Any]]) -> None:
    """Outside its code and its results, a card has at most a button, a menu and lines that open.

    Where the backends differ, there is the choice of one, too.
    """
    many = {card["id"]: card["controls"] for card in cards if len(card["controls"]) > 4}
    assert many == {}
    head = [card["controls"][0] for card in cards]
    assert all(".py" in each and "needs Python" in each for each in head)
    most = {card["id"]: each for card in cards if len(each := card["controls"][1:]) > 3}
    assert most == {}
    assert {card["filled"] for card in cards} == {0, 1}
    assert {card["copies"] for card in cards} == {1}


def test_height(cards: list[dict[str, Any]]) -> None:
    """Half of the cards are no higher than they may be."""
    assert median(card["height"] for card in cards) <= HIGHEST


GROWN = """
() => [...document.querySelectorAll(".example-known > summary")].map((line) => {
  const high = line.getBoundingClientRect().height
  const known = [...line.querySelectorAll(".example-since")]
  for (const each of known) each.style.display = "none"
  const first = line.firstElementChild.style
  for (const name of ["position", "width", "height"]) first.setProperty(name, "unset")
  const before = line.getBoundingClientRect().height
  for (const each of [line.firstElementChild, ...known]) each.removeAttribute("style")
  return high - before
})
"""
"""How much higher each line is than without what it says of other releases, as it was before."""


@pytest.mark.parametrize("width", [NARROW, 768, 1280])
def test_other_releases(width: int, tab: Page, address: str, pages: list[str]) -> None:
    """What the line that opens says of other releases makes most cards no higher."""
    tab.set_viewport_size({"width": width, "height": 900})
    grown: list[float] = []
    for page in pages[::3]:
        tab.goto(address + page.lstrip("/"))
        grown += tab.evaluate(GROWN)
    tab.set_viewport_size({"width": 1280, "height": 900})
    assert len(grown) > 25
    assert median(grown) == 0


def test_folding(cards: list[dict[str, Any]]) -> None:
    """Nothing is unfolded at first: not the file's head, which has all of its lines; nor the rest.

    Long outputs and large pictures show a part.
    """
    assert [card["id"] for card in cards if card["open"]] == []
    assert [card["id"] for card in cards if card["head"] != card["first"]] == []
    folded = [fold for card in cards for fold in card["folded"]]
    assert folded
    assert all(folded)


def test_large_picture(tab: Page, address: str) -> None:
    """A large picture shows its beginning, and all of it when that is asked for, or on paper."""
    tab.goto(f"{address}benefits/")
    figure = tab.locator(".tl.is-large").first
    picture = figure.locator(".tl-picture")
    hidden = "each => each.scrollHeight - each.clientHeight"
    assert picture.evaluate(hidden) > 0
    box = figure.get_by_label("Show the whole picture")
    box.check()
    assert picture.evaluate(hidden) == 0
    box.uncheck()
    tab.emulate_media(media="print")
    assert picture.evaluate(hidden) == 0
    tab.emulate_media(media="screen")


def test_on_a_phone(browser: Browser, address: str, pages: list[str]) -> None:
    """No code scrolls sideways or is smaller than 14 px; a finger hits all there is to press."""
    with browser.new_context(
        viewport={"width": NARROW, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        tab = context.new_page()
        for page in pages[::3]:
            tab.goto(address + page.lstrip("/"))
            found = tab.evaluate(CARDS)
            assert [card["id"] for card in found if card["scrolls"]] == []
            assert min(card["size"] for card in found) >= 14
            assert tab.evaluate(SMALL, SMALLEST) == []
            broken = tab.evaluate(BROKEN)
            assert broken
            assert [line for line in broken if not (line["deeper"] and line["mark"])] == []


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_size_of_code(width: int, tab: Page, address: str) -> None:
    """Code is at least 14 px high at every width."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{address}timeouts/")
    assert min(card["size"] for card in tab.evaluate(CARDS)) >= 14
    tab.set_viewport_size({"width": 1280, "height": 900})


def darkness(code: Locator) -> tuple[float, float]:
    """How much darker the left and the right edge of code is than the paper beside them."""
    picture = Image.open(io.BytesIO(code.screenshot())).convert("L")
    width, height = picture.size

    def at(x: int) -> float:
        return median(picture.crop((x, 4, x + 1, height - 16)).tobytes())

    paper = max(at(x) for x in range(width // 3, 2 * width // 3))
    return paper - at(1), paper - at(width - 2)


def test_shadow(tab: Page, address: str) -> None:
    """A shadow lies at an edge of code that hides something, and is gone where it ends."""
    tab.emulate_media(color_scheme="light")
    tab.goto(f"{address}nested-timeouts/")
    code = tab.locator("#timeouts-nested [data-main]")
    assert max(map(abs, darkness(code))) < 2
    tab.locator("#timeouts-nested").evaluate("card => (card.style.width = '20rem')")
    assert code.evaluate("code => code.scrollWidth > code.clientWidth")
    left, right = darkness(code)
    assert left < 2
    assert right > 8
    code.evaluate("code => code.scrollTo(60, 0)")
    assert min(darkness(code)) > 8
    code.evaluate("code => code.scrollTo(9999, 0)")
    left, right = darkness(code)
    assert left > 8
    assert right < 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_target_colour(scheme: str, tab: Page, address: str) -> None:
    """A wrong example that a link leads to is framed in the colour of what is false."""
    page, ident = WRONG
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{address}{page}#{ident}")
    expect(tab.locator(f"#{ident}:target")).to_be_visible()
    colours = tab.locator(f"#{ident}").evaluate(
        """card => {
          const { borderTopColor, boxShadow } = getComputedStyle(card)
          const { color } = getComputedStyle(card.querySelector(".example-verdict"))
          return [borderTopColor, boxShadow.startsWith(color), color]
        }"""
    )
    assert colours == [colours[2], True, colours[2]]
