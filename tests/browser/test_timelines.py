"""The timelines in a real browser: marked together with code and output, by any means.

That they are legible, complete and named is a claim of `test_pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers.looks import LOOKS
from helpers.timeline_cases import workers
from playwright.sync_api import Browser, Locator, Page, expect

from anyio_timeline.standalone import as_svg

BESIDE = ("abandoned-threads.md", "threads-abandoned_thread")
"""An example whose picture for asyncio stands beside another one for Trio."""

SHOWN = """
() => {
  const parts = [...document.querySelectorAll("text, .tl-seg rect")]
  const has = part => part.getBoundingClientRect().height > 0
  return [parts.filter(has), parts.filter(part => !has(part))]
    .map(some => some.map(part => part.textContent || part.outerHTML))
}
"""

SIZE = (
    "example => [example.scrollWidth, example.scrollHeight, example.getBoundingClientRect().height]"
)


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


def test_without_scripts(browser: Browser, address: str) -> None:
    """The picture, its legend and the list of events can be read without JavaScript."""
    with opened(browser, f"{address}install/", java_script_enabled=False) as tab:
        figure = tab.locator("#home-first_look .tl")
        assert figure.locator(".tl-wide").is_visible()
        assert figure.locator(".tl-legend").get_by_text("sleeping").is_visible()
        assert not figure.get_by_text("main opens a task group").is_visible()
        figure.locator("summary").click()
        assert figure.get_by_text("main opens a task group").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printed(scheme: str, browser: Browser, address: str) -> None:
    """On paper the picture is there, dark on white, whatever the scheme on the screen was."""
    with opened(browser, f"{address}install/", color_scheme=scheme) as tab:
        tab.emulate_media(media="print")
        picture = tab.locator("#home-first_look .tl-svg:visible")
        expect(picture).to_have_count(1)
        paper = picture.evaluate("svg => getComputedStyle(svg.closest('.tl')).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        tab.evaluate(LOOKS)
        assert tab.evaluate("looks.palePictures()") == []


@pytest.fixture(params=[("install.md", "home-first_look"), BESIDE], ids=lambda case: str(case[1]))
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


STARTS = """
svg => [...svg.querySelectorAll("[data-line], [data-print]")]
  .map(part => part.querySelector(":scope > :is(path, rect, circle)").getBBox().x)
"""

START = "() => document.activeElement.querySelector(':scope > :is(path, rect, circle)').getBBox().x"


def test_keyboard(example: Locator) -> None:
    """A picture is one stop for the Tab key; arrow keys go through its parts as they happen.

    Each has a name, which is said below the picture too, and the page doesn't move.
    """
    tab = example.page
    pictures = example.locator(".tl-svg:visible")
    assert example.locator(".tl-svg:visible [tabindex='0']").count() == 0
    told = example.locator(".tl-told").last
    hint, size = told.text_content(), example.evaluate(SIZE)
    pictures.last.focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_selector(".tl-hot")
    starts = pictures.last.evaluate(STARTS)
    assert len(starts) > 5
    walked = []
    for _ in starts:
        walked.append(tab.evaluate(START))
        label = tab.evaluate("document.activeElement.getAttribute('aria-label')")
        assert label
        assert (told.text_content() or "").endswith(label)
        assert hot(example)
        tab.keyboard.press("ArrowDown")
    assert walked == sorted(starts)
    assert tab.evaluate(START) == walked[-1]
    tab.keyboard.press("Home")
    assert tab.evaluate(START) == walked[0]
    assert example.evaluate(SIZE) == size
    tab.keyboard.press("Escape")
    assert hot(example) == []
    assert told.text_content() == hint
    expect(pictures.last).to_be_focused()
    tab.keyboard.press("Tab")
    help_page = example.locator(".tl-legend a").last
    expect(help_page).to_be_focused()
    assert (help_page.get_attribute("href") or "").endswith("timelines/#how-to-read-a-timeline")
    tab.keyboard.press("Tab")
    expect(example.locator(".tl-words summary").last).to_be_focused()


def test_tapped(example: Locator) -> None:
    """A tap marks until the next one elsewhere."""
    example.locator(".tl-svg:visible .tl-seg[data-line]").first.tap()
    # what marks comes with the first tap
    expect(example.locator(".tl-hot").first).to_be_attached()
    example.locator(".example-caption").tap()
    assert hot(example) == []


def test_walked_by_touch(browser: Browser, address: str) -> None:
    """Once a part was tapped, two buttons beside what it is go on to others, and move nothing."""
    with opened(
        browser,
        f"{address}install/",
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    ) as tab:
        example = tab.locator("#home-first_look")
        back, on = (example.get_by_role("button", name=f"One part {way}") for way in ("back", "on"))
        assert not on.is_visible()
        size = example.evaluate(SIZE)
        wait = example.locator(".tl-svg:visible .tl-seg[data-line]").first
        wait.tap()
        expect(on).to_be_visible()
        told = example.locator(".tl-told")
        assert "waiting for its children" in (told.text_content() or "")
        marked = set(hot(example))
        on.tap()
        assert set(hot(example)) != marked
        assert "waiting for its children" not in (told.text_content() or "")
        back.tap()
        assert set(hot(example)) == marked
        box = on.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        assert example.evaluate(SIZE) == size


def test_file_of_its_own(browser: Browser, tmp_path: Path) -> None:
    """A picture that is a file shows all of its bars and words."""
    file = tmp_path / "workers.svg"
    file.write_text(as_svg(workers(), "workers"), "utf-8")
    with browser.new_context(viewport={"width": 900, "height": 700}) as context:
        tab = context.new_page()
        tab.goto(file.as_uri())
        shown, hidden = tab.evaluate(SHOWN)
    assert "worker A" in shown
    assert hidden == []
