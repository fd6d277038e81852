"""The home page: its first window has what AnyIO is for, and a program that one press runs."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from helpers.prepared import prepared
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

WIDE: ViewportSize = {"width": 1280, "height": 900}
LAPTOP: ViewportSize = {"width": 1024, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}

LAST = "all three have ended"
"""What the program prints last."""

SEEN = """
(elements) => elements.map(each => each.getBoundingClientRect()).map(
  ({top, bottom, left, right}) =>
    top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top
)
"""


def parts(tab: Page) -> dict[str, Locator]:
    """What a newcomer looks for, by what it is."""
    first = tab.locator(".opening")
    return {
        "the sentence": first.locator(".lead"),
        "the install line": first.locator("pre", has_text="pip install anyio"),
        "the program": first.locator(".example-code"),
        "Run": first.locator("[data-action=here]"),
        "its output": first.locator(".example-output", has_text=LAST).locator("pre"),
        "its timeline": first.locator(".tl-svg:visible"),
    }


def seen(tab: Page) -> set[str]:
    """Which of them are in the window as a whole."""
    found = {name: part.evaluate_all(SEEN) for name, part in parts(tab).items()}
    return {name for name, each in found.items() if each == [True]}


@pytest.mark.parametrize(
    ("window", "scripts", "unseen"),
    [
        (WIDE, True, set()),
        (LAPTOP, True, set()),
        (PHONE, True, {"its timeline"}),
        (WIDE, False, {"Run"}),
        (PHONE, False, {"Run", "its timeline"}),
    ],
    ids=["wide", "laptop", "phone", "wide, no scripts", "phone, no scripts"],
)
def test_first_window(
    window: ViewportSize, scripts: bool, unseen: set[str], browser: Browser, address: str
) -> None:
    """All that a newcomer looks for is in the first window, and Python isn't loaded for it."""
    prepared()
    is_phone = window is PHONE
    with browser.new_context(
        viewport=window, java_script_enabled=scripts, is_mobile=is_phone, has_touch=is_phone
    ) as context:
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        tab.goto(address, wait_until="networkidle")
        assert parts(tab).keys() - seen(tab) == unseen
        assert [path for path in asked if path.startswith(("run/", "e/", "http"))] == []


@pytest.fixture
def wide(browser: Browser) -> Iterator[BrowserContext]:
    """A wide window."""
    with browser.new_context(viewport=WIDE) as context:
        yield context


def test_one_press(wide: BrowserContext, address: str) -> None:
    """One press of Run leads to the output on both backends, and shows before how Python comes."""
    prepared()
    tab = wide.new_page()
    tab.goto(address)
    first = tab.locator(".opening")
    first.locator("[data-action=here]").click()
    expect(first.get_by_role("progressbar")).to_be_visible()
    results = first.locator(".here-result")
    expect(results).to_have_count(2, timeout=60_000)
    for result in results.all():
        expect(result).to_contain_text(LAST, timeout=60_000)


ANIMATIONS = "() => document.getAnimations()"
PLAYS = f"({ANIMATIONS})().map(each => each.effect.getComputedTiming())"
AT = f"time => ({ANIMATIONS})().forEach(each => {{ each.pause(); each.currentTime = time }})"


def picture(tab: Page) -> Image.Image:
    """What the timeline looks like now."""
    data = tab.locator(".opening .tl-svg:visible").screenshot()
    return Image.open(io.BytesIO(data)).convert("RGB")


def same(one: Image.Image, other: Image.Image, share: float = 1.0) -> bool:
    """Whether two pictures are the same in a share of their width, from the left on."""
    box = (0, 0, round(one.width * share), one.height)
    return ImageChops.difference(one.crop(box), other.crop(box)).getbbox() is None


def test_play(wide: BrowserContext, browser: Browser, address: str) -> None:
    """The timeline plays once in about two seconds, and is the same then as one that doesn't."""
    with browser.new_context(viewport=WIDE, reduced_motion="reduce") as context:
        still = context.new_page()
        still.goto(address)
        assert still.evaluate(PLAYS) == []
        wanted = picture(still)
    tab = wide.new_page()
    tab.goto(address)
    [play] = tab.evaluate(PLAYS)
    assert play["iterations"] == 1
    assert 1500 <= play["endTime"] <= 2500
    shown = {}
    for time in (0, play["endTime"] / 2, play["endTime"]):
        tab.evaluate(AT, time)
        shown[time] = picture(tab)
    begin, middle, end = shown.values()
    assert same(end, wanted)
    assert same(begin, wanted, 0.2), "the names of tasks are there at once"
    assert same(middle, wanted, 0.5)
    assert not same(begin, wanted, 0.5)
    assert not same(middle, wanted)
