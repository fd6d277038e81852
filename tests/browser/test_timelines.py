"""The timelines in a real browser: legible, complete, and marked together with code and output."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from helpers.pages import pages
from helpers.support import Site
from playwright.sync_api import Browser, Locator, Page, expect

from anyio_by_example.library.library import Library
from anyio_by_example.recording.review import TIMELINE, agreements
from anyio_by_example.timeline.words import events

_Open = tuple[str, Page]
PAGES = sorted(pages())
BESIDE = ("thread-limits.md", "threads-abandoned_thread")
"""An example whose picture for asyncio stands beside another one for Trio."""

LAYOUT = """
() => {
  const found = []
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways")
  for (const figure of document.querySelectorAll(".tl")) {
    const name = figure.closest(".example").id
    const shown = [...figure.querySelectorAll(".tl-svg")].filter(svg => svg.checkVisibility())
    if (shown.length !== 1) { found.push(`${name} shows ${shown.length} pictures`); continue }
    const frame = shown[0].getBoundingClientRect()
    const texts = [...shown[0].querySelectorAll("text")].map(text => {
      const box = text.getBoundingClientRect()
      // a font's box is higher than its letters
      const air = 0.15 * box.height
      return {said: text.textContent, left: box.left, right: box.right,
              top: box.top + air, bottom: box.bottom - air}
    })
    texts.forEach((one, n) => {
      if (one.left < frame.left - 1 || one.right > frame.right + 1 || one.top < frame.top ||
          one.bottom > frame.bottom) found.push(`${name}: ${one.said} is cut off`)
      for (const other of texts.slice(n + 1)) {
        if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5) {
          found.push(`${name}: ${one.said} lies on ${other.said}`)
        }
      }
    })
  }
  return found
}
"""

CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
  const known = new Map()
  const luminance = color => {
    if (!known.has(color)) {
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(value => {
        const c = value / 255
        return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
      })
      known.set(color, 0.2126 * r + 0.7152 * g + 0.0722 * b)
    }
    return known.get(color)
  }
  const found = new Set()
  const compare = (what, one, other, least) => {
    const [a, b] = [luminance(one), luminance(other)]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < least) found.add(`${ratio.toFixed(2)}: ${what}, ${one} on ${other}`)
  }
  const style = element => getComputedStyle(element)
  const strokes = ".tl-seg rect, .tl-lane, .tl-rest, .tl-deadline, .tl-cancellation path, " +
    ".tl-stop, .tl-end circle, .tl-stem, .tl-start, .tl-tree, .tl-folded, .tl-abandoned"
  for (const svg of document.querySelectorAll(".tl-svg, .tl-icon")) {
    if (!svg.checkVisibility()) continue
    const probe = svg.parentElement.appendChild(document.createElement("i"))
    const papers = ["--tl-paper", "--tl-band"].map(name => {
      probe.style.color = `var(${name})`
      return style(probe).color
    })
    probe.remove()
    for (const text of svg.querySelectorAll("text")) {
      const bar = [...text.parentElement.querySelectorAll(":scope > rect")].pop()
      const isInside = text.matches(".tl-seg > text, .tl-call")
      const under = isInside ? [style(bar).fill] : papers
      for (const paper of under) compare(text.textContent, style(text).fill, paper, 4.5)
    }
    for (const paper of papers) {
      for (const shape of svg.querySelectorAll(strokes)) {
        compare(shape.closest("[class]").classList.value, style(shape).stroke, paper, 3)
      }
      for (const shape of svg.querySelectorAll(".tl-run, .tl-work, .tl-note circle")) {
        compare(shape.classList.value || "dot", style(shape).fill, paper, 3)
      }
    }
    for (const stripe of svg.querySelectorAll(".tl-seg > rect + path:not(.tl-stop)")) {
      compare("stripe", style(stripe).stroke, style(stripe.previousElementSibling).fill, 3)
    }
    for (const sign of svg.querySelectorAll(".tl-end path")) {
      compare("sign", style(sign).stroke, style(sign.previousElementSibling).fill, 3)
    }
  }
  return [...found]
}
"""

SIZE = (
    "example => [example.scrollWidth, example.scrollHeight, example.getBoundingClientRect().height]"
)

DUPLICATES = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id)
  return ids.filter((id, n) => ids.indexOf(id) !== n)
}
"""


@contextmanager
def opened(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """A page in a browser of its own kind, which may not complain."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(address)
    yield tab
    context.close()
    assert complaints == []


def url(address: str, page: str) -> str:
    """Where a page is, by its path below `docs/`."""
    return address + page.removesuffix(".md").replace("index", "")


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[_Open]:
    """Each page of the site, opened once."""
    with opened(browser, url(address, request.param)) as tab:
        yield request.param, tab


def test_legible(page: _Open) -> None:
    """At every width, one picture is shown, whose texts are apart, inside, and have contrast."""
    _, tab = page
    for width in (360, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        # a sidebar may still be on its way to where the new width puts it
        tab.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
        assert tab.evaluate(LAYOUT) == []
    for scheme in ("light", "dark"):
        tab.evaluate("scheme => { document.documentElement.dataset.scheme = scheme }", scheme)
        assert tab.evaluate(CONTRAST) == []
    assert tab.evaluate(DUPLICATES) == []


def test_named(page: _Open) -> None:
    """Each picture has a name of its own and a description."""
    _, tab = page
    session = tab.context.new_cdp_session(tab)
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    found = session.send("Accessibility.queryAXTree", {"nodeId": root, "role": "image"})["nodes"]
    pictures = {
        node["name"]["value"]: node["description"]["value"]
        for node in found
        if not node["ignored"] and node["name"]["value"].startswith("Timeline of ")
    }
    assert len(pictures) == tab.locator(".tl").count()
    assert [text for text in pictures.values() if not text.startswith("In words: ")] == []


def test_in_words(page: _Open, site: Site, library: Library) -> None:
    """Below each picture stand all its events."""
    name, _ = page
    by_id = {example.id: example for example in library.examples()}
    shown = [by_id[str(each["id"])] for each in site.page(name).select(".example")]
    timelines = [
        each.recording.timeline
        for example in shown
        for each in agreements(example, library.recordings(example), TIMELINE)
    ]
    lists = site.page(name).select(".tl-words ol")
    wanted = [len(events(each)) for each in timelines if each]
    assert [len(each.select("li")) for each in lists] == wanted


def test_without_scripts(browser: Browser, address: str) -> None:
    """The picture, its legend and the list of events can be read without JavaScript."""
    with opened(browser, address, java_script_enabled=False) as tab:
        figure = tab.locator("#home-first_look .tl")
        assert figure.locator(".tl-wide").is_visible()
        assert figure.locator(".tl-legend").get_by_text("sleeping").is_visible()
        assert not figure.get_by_text("main opens a task group").is_visible()
        figure.locator("summary").click()
        assert figure.get_by_text("main opens a task group").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printed(scheme: str, browser: Browser, address: str) -> None:
    """On paper the picture is there, dark on white, whatever the scheme on the screen was."""
    with opened(browser, address, color_scheme=scheme) as tab:
        tab.emulate_media(media="print")
        picture = tab.locator("#home-first_look .tl-svg:visible")
        expect(picture).to_have_count(1)
        paper = picture.evaluate("svg => getComputedStyle(svg.parentElement).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        assert tab.evaluate(CONTRAST) == []


@pytest.fixture(params=[("index.md", "home-first_look"), BESIDE], ids=lambda case: str(case[1]))
def example(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Locator]:
    """An example on its page: one with one picture, and one with two beside each other."""
    page, ident = request.param
    viewport = {"width": 1280, "height": 900}
    with opened(browser, url(address, page), viewport=viewport, has_touch=True) as tab:
        yield tab.locator(f"#{ident}")


def hot(example: Locator) -> list[str]:
    """What is marked: ids of lines of code, and printed lines, by their numbers and runtimes."""
    script = """
    example => [...example.querySelectorAll(".tl-hot")].map(element => {
      const place = element.closest("[data-runtime], [data-runtimes]")
      const run = place && (place.dataset.runtime || place.dataset.runtimes).split(" ")[0]
      const kind = element.closest(".tl-svg, li") ? "picture" : "output"
      return element.id || `${kind} ${element.dataset.print ?? ""} ${run}`
    })
    """
    found: list[str] = example.evaluate(script)
    return found


def test_pointed_at(example: Locator) -> None:
    """Picture, list, code and output show what belongs together, and nothing moves."""
    tab = example.page
    ident = example.get_attribute("id")
    size = example.evaluate(SIZE)
    note = example.locator(".tl-svg:visible g[data-print='0']").last
    line = f"{ident}-L{note.get_attribute('data-line')}"
    run = note.evaluate("g => g.closest('[data-runtimes]').dataset.runtimes.split(' ')[0]")
    wanted = {line, f"picture 0 {run}", f"output 0 {run}"}
    note.locator("circle").hover()
    # what marks is loaded when somebody points for the first time
    tab.wait_for_selector(".tl-hot")
    assert set(hot(example)) == wanted
    assert example.evaluate(SIZE) == size
    example.locator(f"[data-runtime='{run}'] [data-print='0']").hover()
    assert set(hot(example)) == wanted
    code = tab.locator(f"[id='{line}']")
    code.scroll_into_view_if_needed()
    box, frame = code.bounding_box(), example.locator(".example-code").bounding_box()
    assert box
    assert frame
    tab.mouse.move(frame["x"] + frame["width"] / 2, box["y"] + box["height"] / 2)
    assert wanted <= set(hot(example))
    assert example.evaluate(SIZE) == size
    tab.mouse.move(1, 1)
    assert hot(example) == []
    example.locator(".tl-words summary").last.click()
    example.locator(".tl-words li[data-print='0']").last.hover()
    assert set(hot(example)) == wanted
    tab.keyboard.press("Escape")
    assert hot(example) == []
    wait = example.locator(".tl-svg:visible .tl-seg[data-line]").first
    wait.hover()
    assert f"{ident}-L{wait.get_attribute('data-line')}" in hot(example)
    # what was said in a tooltip of the wide picture is said in the narrow one too
    assert wait.locator("title").text_content()


def test_keyboard(example: Locator) -> None:
    """A picture is one stop for the Tab key; arrow keys go through its parts, each with a name."""
    tab = example.page
    pictures = example.locator(".tl-svg:visible")
    assert example.locator(".tl-svg:visible [tabindex='0']").count() == 0
    pictures.last.focus()
    tab.keyboard.press("ArrowRight")
    parts = pictures.last.locator("[data-line], [data-print]")
    for number in range(parts.count()):
        expect(parts.nth(number)).to_be_focused()
        assert parts.nth(number).get_attribute("aria-label")
        assert hot(example)
        tab.keyboard.press("ArrowDown")
    expect(parts.last).to_be_focused()
    tab.keyboard.press("Home")
    expect(parts.first).to_be_focused()
    tab.keyboard.press("Escape")
    assert hot(example) == []
    expect(pictures.last).to_be_focused()
    tab.keyboard.press("Tab")
    expect(example.locator(".tl-words summary").last).to_be_focused()


def test_tapped(example: Locator) -> None:
    """A tap marks until the next one elsewhere."""
    example.locator(".tl-svg:visible .tl-seg[data-line]").first.tap()
    # what marks comes with the first tap
    expect(example.locator(".tl-hot").first).to_be_attached()
    example.locator(".example-caption").tap()
    assert hot(example) == []
