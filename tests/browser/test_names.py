"""The reference in a real browser: tips at every width, quiet links, lists for the keyboard."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from anyio_by_example.library.library import Library
from anyio_by_example.reference.tips import tip

PAGE = "task-groups/"
NAMES = ".example-code a.autorefs"

CHOSEN = """
names => {
  // the first and the last of some lines, so that some are at the right edge and some at the left
  const lines = new Map()
  for (const name of names) {
    const code = name.closest("code")
    const key = [...document.querySelectorAll("code")].indexOf(code) + ":" + name.offsetTop
    lines.set(key, [...(lines.get(key) ?? []), names.indexOf(name)])
  }
  const chosen = [...lines.values()].flatMap(line => [line[0], line.at(-1)])
  const said = name => getComputedStyle(name).getPropertyValue("--tip")
  const longest = names.map((name, n) => [said(name).length, n])
  longest.sort((a, b) => b[0] - a[0])
  const some = [...new Set(chosen)].filter((_, n) => n % 80 === 0)
  return [...new Set([longest[0][1], ...some])].slice(0, 4)
}
"""

STYLE = """
name => {
  const style = getComputedStyle(name, "::after")
  return {content: style.content, color: style.color, paper: style.backgroundColor}
}
"""

PIXELS = """
async ([image, points]) => {
  const picture = new Image()
  picture.src = "data:image/png;base64," + image
  await picture.decode()
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const context = canvas.getContext("2d")
  context.drawImage(picture, 0, 0)
  return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)])
}
"""

PALETTE = """
color => {
  const context = new OffscreenCanvas(1, 1).getContext("2d")
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  return [...context.getImageData(0, 0, 1, 1).data]
}
"""

LOUD = """
() => {
  const found = []
  for (const code of document.querySelectorAll(".example-code")) {
    const bare = code.cloneNode(true)
    code.after(bare)
    for (const link of bare.querySelectorAll("a.autorefs")) link.replaceWith(...link.childNodes)
    const texts = root => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const found = []
      while (walker.nextNode()) found.push(walker.currentNode)
      return found
    }
    const [one, other] = [code, bare].map(texts)
    if (one.length !== other.length) found.push("not the same texts")
    one.forEach((text, n) => {
      const [a, b] = [text, other[n]].map(text => getComputedStyle(text.parentElement))
      for (const what of ["color", "fontWeight", "fontStyle", "fontSize"]) {
        if (a[what] !== b[what]) found.push(`${what} of ${text.data}: ${a[what]}, ${b[what]}`)
      }
      const link = text.parentElement.closest("a.autorefs")
      if (link && getComputedStyle(link).textDecorationLine !== "none") {
        found.push(`${text.data} is underlined`)
      }
      if (link && getComputedStyle(link).backgroundColor !== "rgba(0, 0, 0, 0)") {
        found.push(`${text.data} has a background`)
      }
    })
    bare.remove()
  }
  return found
}
"""

SELECTED = """
code => {
  getSelection().selectAllChildren(code)
  return getSelection().toString()
}
"""


@dataclass
class Box:
    """Where something is in the window."""

    left: float
    top: float
    right: float
    bottom: float


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """A page in a browser of its own kind."""
    # the page's policy refuses what a test adds to it
    context = browser.new_context(bypass_csp=True, **options)
    tab = context.new_page()
    tab.goto(url)
    if options.get("java_script_enabled", True):
        # whoever points at something has tips from then on
        tab.mouse.move(2, 2)
        tab.wait_for_function("document.querySelector('head > link[href$=\"tips.css\"]')?.sheet")
    yield tab
    context.close()


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with JavaScript that looks at pictures of others."""
    tab = browser.new_page(bypass_csp=True)
    yield tab
    tab.close()


def tip_box(tab: Page, name: Locator) -> Box | None:
    """Where the tip of a name is; None if it isn't shown. No script of the page is needed."""
    name.evaluate("name => name.setAttribute('data-looked-at', '')")
    session = tab.context.new_cdp_session(tab)
    try:
        session.send("DOM.enable")
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        query = {"nodeId": root, "selector": "[data-looked-at]"}
        node = session.send("DOM.querySelector", query)["nodeId"]
        described = session.send("DOM.describeNode", {"nodeId": node})["node"]
        after = [
            each["backendNodeId"]
            for each in described.get("pseudoElements", ())
            if each["pseudoType"] == "after"
        ]
        if not after:
            return None
        model = session.send("DOM.getBoxModel", {"backendNodeId": after[0]})["model"]
        border = model["border"]
        return Box(border[0], border[1], border[4], border[5])
    finally:
        session.detach()
        name.evaluate("name => name.removeAttribute('data-looked-at')")


def contrast(one: list[int], other: list[int]) -> float:
    """The ratio of two colours."""

    def luminance(color: list[int]) -> float:
        parts = [value / 255 for value in color[:3]]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def assert_shown(tab: Page, name: Locator, blank: Page) -> None:
    """A tip is wholly in the window, above all else there, and its text has contrast."""
    style = name.evaluate(STYLE)
    said = name.get_attribute("href")
    assert style["content"] not in {"none", "normal", '""'}, said
    box = tip_box(tab, name)
    assert box, said
    width, height = tab.evaluate("[document.documentElement.clientWidth, innerHeight]")
    assert box.left >= 0, (said, box)
    assert box.top >= 0, (said, box)
    assert box.right <= width, (said, box)
    assert box.bottom <= height, (said, box)
    paper = blank.evaluate(PALETTE, style["paper"])
    assert paper[3] == 255
    assert contrast(blank.evaluate(PALETTE, style["color"]), paper) >= 4.5
    # just inside the border, a clipped or covered tip isn't seen
    left, right = round(box.left) + 5, round(box.right) - 6
    top, bottom = round(box.top) + 3, round(box.bottom) - 4
    points = [[x, y] for x in (left, right) for y in (top, bottom)]
    image = base64.b64encode(tab.screenshot()).decode()
    assert blank.evaluate(PIXELS, [image, points]) == [paper[:3]] * 4, (said, box)
    link = name.bounding_box()
    assert link
    above = box.bottom <= link["y"] + link["height"] * 0.5
    below = box.top >= link["y"] + link["height"] * 0.5
    assert above or below, f"the tip of {said} lies on the name"


@pytest.mark.alike(4)
@pytest.mark.parametrize(
    ("scripts", "width", "scheme"),
    [
        (True, 360, "light"),
        (True, 1280, "dark"),
        (False, 360, "dark"),
        (False, 1280, "light"),
    ],
)
def test_tips(
    scripts: bool, width: int, scheme: str, browser: Browser, address: str, blank: Page
) -> None:
    """A tip shows when its name is hovered or has the keyboard's focus, also without scripts."""
    with opened(
        browser,
        address + PAGE,
        java_script_enabled=scripts,
        color_scheme=scheme,
        viewport={"width": width, "height": 700},
    ) as tab:
        names = tab.locator(NAMES)
        for number in names.evaluate_all(CHOSEN):
            name = names.nth(number)
            tab.mouse.move(1, 1)
            assert tip_box(tab, name) is None
            name.hover()
            assert_shown(tab, name, blank)
            tab.mouse.move(1, 1)
            name.focus()
            tab.keyboard.press("Shift+Tab")
            assert tip_box(tab, name) is None
            tab.keyboard.press("Tab")
            expect(name).to_be_focused()
            assert_shown(tab, name, blank)
            name.evaluate("name => name.blur()")


@pytest.mark.alike(2)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("edge", ["start", "end"])
def test_tips_at_the_edges(
    edge: str, width: int, browser: Browser, address: str, blank: Page
) -> None:
    """A name at the window's upper or lower edge has its tip where there is room."""
    viewport = {"width": width, "height": 400}
    with opened(browser, address + PAGE, viewport=viewport) as tab:
        names = tab.locator(NAMES)
        # what hides at the top of the window
        tab.add_style_tag(content=".top { display: none } html { scroll-padding: 0 }")
        for number in names.evaluate_all(CHOSEN)[:2]:
            name = names.nth(number)
            name.evaluate(
                "(name, block) => name.scrollIntoView({block, behavior: 'instant'})", edge
            )
            name.evaluate("name => name.focus({focusVisible: true, preventScroll: true})")
            assert_shown(tab, name, blank)


def test_what_tips_say(browser: Browser, address: str, library: Library) -> None:
    """The browser reads the style rules as they are meant: each tip is what `tip` says."""
    with opened(browser, address + PAGE) as tab:
        tab.add_style_tag(content=f"{NAMES}::after {{ content: var(--tip) / ''; display: none }}")
        said = tab.locator(NAMES).evaluate_all(
            """names => names.map(name =>
              [name.closest("figure").id, getComputedStyle(name, "::after").content])"""
        )
    wanted = [
        (example.id, tip(name.target))
        for example in library.examples()
        for name in library.names_in(example)[example.path.name]
        if name.line >= example.first_line
    ]
    shown = {ident for ident, _ in said}
    by_example = [(ident, text) for ident, text in wanted if ident in shown]
    assert len(said) == len(by_example)
    read = sorted((ident, unquoted(content)) for ident, content in said)
    assert read == sorted(by_example)


def unquoted(content: str) -> str:
    """The text of a computed `content`, which has an empty alternative for screen readers."""
    text = content.removesuffix(' / ""')
    if text[0] != '"':
        return text
    return text[1:-1].replace("\\a ", "\n").replace('\\"', '"').replace("\\\\", "\\")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_are_quiet(scheme: str, browser: Browser, address: str) -> None:
    """Code with links looks as it would without them, until it's pointed at."""
    with opened(browser, address + PAGE, color_scheme=scheme) as tab:
        assert tab.locator(NAMES).count() > 50
        tab.mouse.move(1, 1)
        assert tab.evaluate(LOUD) == []


def test_pointed_at(browser: Browser, address: str) -> None:
    """Where code is pointed at, its names show that they are links."""
    with opened(browser, address + PAGE) as tab:
        name = tab.locator(NAMES).first
        line = "name => getComputedStyle(name).textDecorationLine"
        tab.mouse.move(1, 1)
        assert name.evaluate(line) == "none"
        name.hover()
        assert name.evaluate(line) == "underline"


def test_followed(browser: Browser, address: str) -> None:
    """A name in code leads to its entry, which is at the top of the window then."""
    with opened(browser, address + PAGE) as tab:
        tab.locator(f"{NAMES}[href$='#anyio.create_task_group']").first.click()
        expect(tab).to_have_url(f"{address}reference/task-groups/#anyio.create_task_group")
        heading = tab.locator("[id='anyio.create_task_group']")
        expect(heading).to_be_in_viewport()


def test_selected_code(browser: Browser, address: str, library: Library) -> None:
    """Selected code is the code, with no number, no link and no tip in it."""
    with opened(browser, address + PAGE) as tab:
        codes = tab.locator(".example > .highlight:not(:has(~ .highlight)) .example-code")
        assert codes.count() > 2
        for number in range(codes.count()):
            code = codes.nth(number)
            code.locator("a.autorefs").first.evaluate("name => name.focus({focusVisible: true})")
            ident = code.evaluate("code => code.closest('figure').id")
            (example,) = (each for each in library.examples() if each.id == ident)
            assert code.evaluate(SELECTED).rstrip("\n") == example.code.rstrip("\n")


def test_copied_code(browser: Browser, address: str, library: Library) -> None:
    """What the copy button takes is the code, also while a tip shows."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(address + PAGE, wait_until="networkidle")
    figure = tab.locator("#task_groups-start_soon")
    figure.locator("a.autorefs").first.focus()
    figure.get_by_role("button", name="Copy the code").click()
    copied = tab.evaluate("navigator.clipboard.readText()")
    context.close()
    wanted = library.example("task_groups/start_soon.py").code
    assert copied.rstrip("\n") == wanted.rstrip("\n")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_all_examples(scripts: bool, browser: Browser, address: str) -> None:
    """The list of all examples opens and closes with the keyboard, and has links in the window."""
    with opened(
        browser,
        f"{address}reference/running/",
        java_script_enabled=scripts,
        viewport={"width": 360, "height": 700},
    ) as tab:
        box = tab.locator(".api-uses details:not(.api-example)").first
        summary, items = box.locator("summary"), box.locator("li")
        count = int(re.findall(r"\d+", summary.inner_text())[0])
        assert count == items.count() > 5
        expect(items.first).to_be_hidden()
        summary.focus()
        tab.keyboard.press("Enter")
        expect(items.last).to_be_visible()
        tab.keyboard.press("Tab")
        expect(items.first.locator("a")).to_be_focused()
        summary.focus()
        tab.keyboard.press("Space")
        expect(items.first).to_be_hidden()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
