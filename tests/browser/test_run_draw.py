"""The picture of one's own run: asked for by a box, shown, saved, and told in words."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.handmade import OUTPUT, HandMade, editor, results
from playwright.sync_api import Locator, expect

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="300"><rect width="9"/></svg>'
DRAWING = {"svg": SVG, "words": "     0 s  main starts\n"}


def draw(handmade: HandMade, *ending: Any, **example: Any) -> Locator:
    """Run the example with the box ticked, and let it end so. Returns the panel."""
    handmade.give([OUTPUT], *ending)
    panel = handmade.open(**example)
    handmade.run()
    panel.get_by_label("Draw").check()
    handmade.run()
    return panel


def test_picture(handmade: HandMade) -> None:
    """It's an image, shown under the page's policy, with a link that saves it, and words."""
    panel = draw(handmade, {"drawing": DRAWING})
    first = results(panel).first
    image = first.get_by_role("img")
    expect(image).to_have_attribute("alt", "Timeline of nested.py on asyncio, below in words")
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [720, 300]
    save = first.get_by_role("link", name="Save picture")
    expect(save).to_have_attribute("download", "nested-asyncio.svg")
    with handmade.tab.expect_download() as saved:
        save.click()
    assert saved.value.path().read_text("utf-8") == SVG
    first.get_by_text("In words").click()
    expect(first.locator("details pre")).to_have_text(DRAWING["words"])
    assert not handmade.complaints


def test_asked_for(handmade: HandMade) -> None:
    """A run is drawn if the box is ticked then, and no other is."""
    panel = draw(handmade, {"drawing": DRAWING})
    panel.get_by_label("Draw").uncheck()
    handmade.run()
    expect(panel.get_by_role("img")).to_have_count(0)
    assert [run["draws"] for run in handmade.fake["runs"]] == ["", "", "asked", "asked", "", ""]


@pytest.mark.parametrize(
    ("clock", "times", "wanted"),
    [
        ("virtual", "measured", "asked"),
        ("real", "asked", "asked"),
        ("real", "measured", "measured"),
    ],
)
def test_times(clock: str, times: str, wanted: str, handmade: HandMade) -> None:
    """Times are those that the program asks for where the clock is virtual, or the card's are."""
    draw(handmade, {"drawing": DRAWING}, clock=clock, times=times)
    assert handmade.fake["runs"][-1]["draws"] == wanted


def test_program_of_ones_own(handmade: HandMade) -> None:
    """In the playground, the times of one's own program are measured."""
    handmade.give([OUTPUT], {"drawing": DRAWING})
    panel = handmade.playground()
    editor(panel).fill("print(1)")
    panel.get_by_label("Draw").check()
    handmade.run()
    assert handmade.fake["runs"][-1]["draws"] == "measured"


@pytest.mark.parametrize(
    ("ending", "why"),
    [
        ({"drawing": None}, "no event loop ran, or the picture would be too large"),
        ({"how": "time", "drawing": None}, "it didn't end by itself"),
        ({"how": "crashed"}, "it didn't end by itself"),
    ],
)
def test_no_picture(ending: dict[str, Any], why: str, handmade: HandMade) -> None:
    """Where there is none, the reason is said."""
    panel = draw(handmade, ending)
    expect(results(panel).first.get_by_text(f"Not drawn: {why}.")).to_be_visible()
    expect(panel.get_by_role("img")).to_have_count(0)
