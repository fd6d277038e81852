"""Pictures of the home page, a section, a card and an entry, compared with those in `shots/`.

`make shots` renews them. They are of one family of fonts, named in `shots/fonts.json`; where a
machine has others, there is nothing to compare.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from helpers.support import needs
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

SHOTS = Path(__file__).parent / "shots"

FONTS = SHOTS / "fonts.json"

# another version of Chromium may draw the edge of a letter in another grey: a pixel is another one
# if a channel differs by more than this, and so many may be
FAINT = 24
FEW = 4

# a surface in another colour is seen in what is left of the picture when a square of pixels becomes
# one, where edges don't count; a channel may differ by this, which is 3 %
SQUARE = 8
PALE = 8

# the least bits of each channel are left out, which makes the files smaller by half
KEPT = 0xF8

MASK = """
.example-stamp, .build { display: none !important; }
* { caret-color: transparent !important; }
"""
"""What is another one in each build: dates, durations, versions, figures."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True)
class View:
    """What a picture shows.

    Args:
        page: The address of the page.
        part: What of it; the top of it if empty.
        height: Of the window.
        most: How high the picture may be, in pixels.
    """

    page: str
    part: str = ""
    height: int = 440
    most: int = 2000


VIEWS = {
    "home": View(""),
    "section": View("timeouts/"),
    "card": View("backend-differences/", "#backends-differences"),
    "entry": View(
        "reference/cancellation/", ".doc-object:has(> [id='anyio.move_on_after'])", most=600
    ),
}


def fonts(tab: Page) -> dict[str, list[str]]:
    """The fonts that the machine has for text, headings and code."""
    session = tab.context.new_cdp_session(tab)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = {}
    for selector in (".prose > p", ".prose > h1", ".example-code"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        found[selector] = sorted({each["familyName"] for each in used})
    session.detach()
    return found


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on a machine with the fonts of the pictures."""
    # the page's policy refuses what a test adds to it
    with browser.new_context(bypass_csp=True) as context:
        tab = context.new_page()
        tab.goto(f"{address}timeouts/")
        here = fonts(tab)
        if request.config.getoption("update_examples"):
            shutil.rmtree(SHOTS, ignore_errors=True)
            SHOTS.mkdir()
            FONTS.write_text(json.dumps(here, indent=2) + "\n", "utf-8")
        wanted = json.loads(FONTS.read_text("utf-8"))
        needs("pictures", None if here == wanted else f"they are of {wanted}, and here are {here}")
        yield tab


def picture(data: bytes) -> Image.Image:
    """A picture as it is compared and kept."""
    return Image.open(io.BytesIO(data)).convert("RGB").point(lambda value: value & KEPT)


def shot(tab: Page, view: View, address: str) -> Image.Image:
    """A picture of a view."""
    tab.goto(address + view.page)
    tab.add_style_tag(content=MASK)
    tab.mouse.move(0, 0)
    if view.part:
        # what is fixed would lie over a part that is higher than the window
        tab.add_style_tag(content=".top, .skip { position: static !important; }")
        data = tab.locator(view.part).screenshot(animations="disabled")
    else:
        data = tab.screenshot(animations="disabled")
    whole = picture(data)
    return whole.crop((0, 0, whole.width, min(whole.height, view.most)))


def difference(one: Image.Image, other: Image.Image) -> str:
    """What a reader could see of the difference between two pictures; empty if that's nothing."""
    if one.size != other.size:
        return f"the size is {one.size}, and was {other.size}"
    pixels = sum(_most(one, other).histogram()[FAINT + 1 :])
    if pixels > FEW:
        return f"{pixels} pixels are others"
    surfaces = _most(one.reduce(SQUARE), other.reduce(SQUARE))
    shade = max(level for level, count in enumerate(surfaces.histogram()) if count)
    return f"a surface differs by {shade} of 255" if shade > PALE else ""


def _most(one: Image.Image, other: Image.Image) -> Image.Image:
    """By how much each pixel differs, in the channel that differs most."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


@pytest.mark.alike(3)
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", VIEWS)
def test_shot(
    name: str,
    scheme: Literal["light", "dark"],
    width: int,
    tab: Page,
    address: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    """A view looks as in its picture."""
    view = VIEWS[name]
    tab.set_viewport_size({"width": width, "height": view.height})
    tab.emulate_media(color_scheme=scheme)
    now = shot(tab, view, address)
    kept = SHOTS / f"{name}-{scheme}-{width}.png"
    if request.config.getoption("update_examples"):
        now.save(kept, optimize=True)
    seen = difference(now, Image.open(kept).convert("RGB"))
    if seen:
        now.save(tmp_path / kept.name)
    assert not seen, f"{kept} against {tmp_path / kept.name}: {seen}"


def test_small() -> None:
    """The pictures together are below a megabyte, and each is of a view."""
    names = {f"{n}-{s}-{w}.png" for n in VIEWS for s in SCHEMES for w in (360, 1280)}
    assert {file.name for file in SHOTS.glob("*.png")} == names
    assert sum(file.stat().st_size for file in SHOTS.iterdir()) < 1_000_000


CHANGES = {
    "a margin of 2 pixels": ".example > figcaption { margin-left: 2px }",
    "a letter": ".example-caption::after { content: 'l' }",
    "a paler text": ".example-code { opacity: 0.75 }",
    "another width of a rule": ".example { border-width: 2px }",
    "another colour": ":root { --asyncio: #1f8fa6 !important }",
    "a larger text": ".example-caption { font-size: 1.03em }",
    "another paper": ".example .highlight > pre { background: #e9e4d8 !important }",
}
"""Changes that a reader could see."""


@pytest.mark.alike(3)
@pytest.mark.parametrize("change", CHANGES)
def test_sees(change: str, tab: Page, address: str) -> None:
    """A small change of a card is one that this comparison sees; without one it sees nothing."""
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.emulate_media(color_scheme="light")
    before = shot(tab, VIEWS["card"], address)
    assert not difference(before, shot(tab, VIEWS["card"], address))
    tab.add_style_tag(content=CHANGES[change])
    data = tab.locator(VIEWS["card"].part).screenshot(animations="disabled")
    assert difference(before, picture(data))
