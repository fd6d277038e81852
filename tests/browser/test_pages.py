"""Each page in a real browser: at every width, in both schemes, named, its timelines in words.

Those that have a kind of their own always are; of the others, which are made alike, every thirtieth
is, and of the reference every sixth; with `--every`, all are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from helpers.looks import LOOKS
from helpers.pages import guide, pages, reference
from helpers.support import ROOT
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from anyio_by_example.library.library import Library
from anyio_by_example.pages.fence import pictures
from anyio_timeline.words import events

APART_FROM_ALL = (
    *("index.md", "examples.md", "playground.md", "review.md", "how-to-read.md"),
    *("releases/compatibility.md", "look-up/all-differences.md", "errors/index.md"),
)
"""Pages that have what no other has."""

WIDTHS = (320, 360, 768, 1280, 1920)

APART = ("e/memory_streams/bottleneck/", "e/sessions/over_memory/", "r/R601/")
"""One with the longest name of AnyIO, one with a file beside it, and a wrong and a right one."""

SETTLED = """async () => {
  const { documentElement: page } = document;
  // a sidebar may still be on its way to where the new width puts it
  for (let frame = 0; page.scrollWidth > innerWidth && frame < 60; frame++) {
    await new Promise(requestAnimationFrame);
  }
  return page.scrollWidth;
}"""
"""How wide the page is after at most a second."""

LINES = (ROOT / "tests" / "helpers" / "lines.js").read_text("utf-8")

BEGINNING = 150
"""How much of the code of an example has to be in sight, in pixels: its first seven lines or so."""

LANDMARKS = ("banner", "main", "contentinfo")
NAMED = {"link", "button", "radio", "checkbox", "combobox", "searchbox", "textbox", "dialog"}


@dataclass
class Visit:
    """A page, opened once for all tests of it."""

    path: str
    """Below `docs/`; of what no page's Markdown makes, the file's name."""
    tab: Page
    complaints: list[str] = field(default_factory=list)
    """What the page did that it mustn't: errors, and requests to other addresses."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the pages."""
    if "visit" in metafunc.fixturenames:
        refer = [*reference()]
        alike = sorted(pages().keys() - {*refer, *APART_FROM_ALL})
        is_each = metafunc.config.getoption("every")
        some = [*alike, *refer] if is_each else [*alike[::30], *refer[::6]]
        chosen = [*APART_FROM_ALL, *some, "404.html"]
        metafunc.parametrize("visit", chosen, indirect=True, scope="module")
    if "page" in metafunc.fixturenames:
        guides = guide()
        metafunc.parametrize("page", guides if metafunc.config.getoption("every") else guides[::15])


@pytest.fixture(scope="module")
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """Each page of the site."""
    path: str = request.param
    with browser.new_context() as context:
        visit = Visit(path, context.new_page())
        visit.tab.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.tab.on(
            "console", lambda m: visit.complaints.append(m.text) if m.type == "error" else None
        )
        visit.tab.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:"))
                else visit.complaints.append(request.url)
            ),
        )
        visit.tab.goto(address + path.removesuffix(".md").replace("index", ""))
        visit.tab.evaluate(LOOKS)
        yield visit


def test_fits(visit: Visit) -> None:
    """At every width a page fits, and shows one picture of each timeline, whose texts are apart."""
    wide, crowded = [], {}
    for width in WIDTHS:
        visit.tab.set_viewport_size({"width": width, "height": 900})
        wide.append(visit.tab.evaluate(SETTLED))
        crowded[width] = visit.tab.evaluate("looks.crowded()")
    assert wide == [*WIDTHS]
    assert crowded == {width: [] for width in WIDTHS}
    assert visit.tab.evaluate("looks.duplicates()") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(visit: Visit, scheme: Any) -> None:
    """In both schemes, texts and pictures have contrast enough."""
    visit.tab.emulate_media(color_scheme=scheme)
    assert visit.tab.evaluate("looks.pale()") == []
    assert visit.tab.evaluate("looks.palePictures()") == []


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab without scripts, which change nothing of where a page's parts are."""
    size: ViewportSize = {"width": 1280, "height": 900}
    with browser.new_context(java_script_enabled=False, viewport=size) as context:
        yield context.new_page()


@pytest.mark.parametrize("part", APART)
def test_apart_fits(part: str, tab: Page, address: str) -> None:
    """The page of an example or of a point fits, too, however long its names are."""
    tab.goto(address + part)
    wide = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        wide.append(tab.evaluate("document.documentElement.scrollWidth"))
    tab.set_viewport_size({"width": 1280, "height": 900})
    assert wide == [*WIDTHS]


def test_begins_with_an_example(page: str, tab: Page, address: str) -> None:
    """Whoever opens a page of the guide sees its first example before scrolling."""
    tab.goto(address + page.removesuffix(".md"))
    code = tab.locator("figure.example code[data-main]").first.bounding_box()
    assert code
    assert code["y"] + BEGINNING <= 900


def test_names(visit: Visit) -> None:
    """Landmarks are there once; navigations, controls and pictures have names of their own."""
    session = visit.tab.context.new_cdp_session(visit.tab)
    nodes = [*_named(session)]
    roles = [role for role, _, _ in nodes]
    assert [roles.count(each) for each in LANDMARKS] == [1, 1, 1]
    navigations = [name for role, name, _ in nodes if role == "navigation"]
    assert all(navigations)
    assert len({*navigations}) == len(navigations)
    assert [role for role, name, _ in nodes if role in NAMED and not name] == []
    pictures = {name: described for role, name, described in nodes if role == "image"}
    timelines = {name: pictures[name] for name in pictures if name.startswith("Timeline of ")}
    assert len(timelines) == visit.tab.locator(".tl").count()
    assert [text for text in timelines.values() if not text.startswith("In words: ")] == []


def _named(session: CDPSession) -> Iterator[tuple[str, str, str]]:
    """The role, the name and the description of each part of a page that isn't ignored."""
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if not node["ignored"]:
            name, described = (node.get(each, {}) for each in ("name", "description"))
            yield node["role"]["value"], name.get("value", ""), described.get("value", "")


def test_in_words(visit: Visit, library: Library) -> None:
    """Below each picture stand all its events."""
    by_id = {example.id: example for example in library.examples()}
    idents = visit.tab.locator(".example").evaluate_all("all => all.map(({ id }) => id)")
    timelines = [
        each.recording.timeline
        for example in map(by_id.__getitem__, idents)
        for each in pictures(example, library.recordings(example))
    ]
    lists = visit.tab.locator(".tl-words ol")
    found = lists.evaluate_all("lists => lists.map(list => list.children.length)")
    assert found == [len(events(each)) for each in timelines if each]


@pytest.mark.parametrize(
    ("size", "ways"), [((1280, 800), ("hover", "focus")), ((360, 740), ("focus", "hover"))]
)
def test_lines(
    visit: Visit, size: tuple[int, int], ways: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    """Pointing at a link to a line, or focusing it, shows the line; the page stays where it is.

    Every other link is pointed at, and the rest focused; with `--every`, all of them are both.
    """
    visit.tab.set_viewport_size({"width": size[0], "height": size[1]})
    if not visit.tab.locator(".example").count():
        return
    visit.tab.mouse.move(2, 5)
    visit.tab.mouse.move(3, 6)
    # what shows the lines has been loaded
    visit.tab.wait_for_selector(".peek", state="attached")
    is_each = request.config.getoption("every")
    for some in [[way] for way in ways] if is_each else [ways]:
        assert visit.tab.evaluate(f"ways => ({LINES})(...ways)", some) == []


def test_quiet(visit: Visit) -> None:
    """Nothing of all this was an error, and nothing was asked for elsewhere."""
    assert visit.complaints == []
