"""Points and examples at addresses of their own, and the list of all points, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from helpers.axe import barriers
from playwright.sync_api import Browser, Page, expect

APART = ("e/timeouts/nested/", "e/timeouts/blocking_wrong/", "r/R601/", "r/R605/")
"""A right and a wrong example; a point with two examples and one with one."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that may copy."""
    # the page's policy refuses what axe adds to it
    with browser.new_context(
        bypass_csp=True, permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        yield tab
        assert complaints == []


@pytest.mark.alike(4)
@pytest.mark.parametrize("page", APART)
def test_page(page: str, tab: Page, address: str) -> None:
    """Axe finds no barrier, nothing is wider than the window, and the address stays."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(address + page)
    assert barriers(tab, "main") == []
    for width in (360, 768):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.url == address + page
    expect(tab.locator("h1")).to_be_in_viewport()


def test_lines(tab: Page, address: str) -> None:
    """On the page of an example, `#L12-L14` marks these lines and shows them."""
    tab.set_viewport_size({"width": 1280, "height": 400})
    for fragment, lines in {"L12-L14": (12, 13, 14), "L23": (23,), "L99": ()}.items():
        tab.goto("about:blank")
        tab.goto(f"{address}e/timeouts/nested/#{fragment}")
        marked = tab.locator(".is-cited")
        expect(marked).to_have_count(len(lines))
        ids = marked.evaluate_all("lines => lines.map(line => line.id)")
        assert ids == [f"timeouts-nested-L{line}" for line in lines]
        for line in lines:
            expect(tab.locator(f"#timeouts-nested-L{line}")).to_be_in_viewport()
        assert tab.url.endswith(f"e/timeouts/nested/#{fragment}")


def test_wrong_and_right(tab: Page, address: str) -> None:
    """The wrong and the right example stand side by side where there is room."""
    boxes = {}
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(f"{address}r/R601/")
        boxes[width] = [each.bounding_box() for each in tab.locator("figure.example").all()]
    (narrow_wrong, narrow_right), (wrong, right) = boxes[360], boxes[1280]
    assert narrow_wrong
    assert narrow_right
    assert wrong
    assert right
    assert narrow_right["y"] > narrow_wrong["y"] + narrow_wrong["height"]
    assert wrong["y"] == right["y"]
    assert right["x"] > wrong["x"] + wrong["width"]


@pytest.mark.parametrize("page", ["review/", "r/R601/", "missed-timeouts/"])
def test_chip_cites(page: str, tab: Page, address: str) -> None:
    """The code of a point opens Cite wherever it is, and a press copies the permanent address."""
    tab.goto(address + page)
    tab.get_by_role("link", name="R601", exact=True).first.click()
    tab.locator(".cite:popover-open button").last.click()
    expect(tab.locator(".said")).to_have_text("Citation copied")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{address}r/R601/"
    assert tab.url.partition("#")[0] == address + page


def test_filter(tab: Page, address: str) -> None:
    """The list shows the points that have all words and are about a topic; the address keeps it."""
    tab.goto(f"{address}review/")
    form, items = tab.locator(".points-filter"), tab.locator(".points-filter ~ ul > li:visible")
    count = items.count()
    assert count > 300
    expect(form.get_by_role("status")).to_have_text(f"{count} points")
    form.get_by_label("Words").fill("checkpoint LOOP")
    some = items.count()
    assert 0 < some < count
    expect(form.get_by_role("status")).to_have_text(f"{some} of {count} points")
    for text in items.all_text_contents():
        assert "checkpoint" in text.lower()
        assert "loop" in text.lower()
    form.get_by_label("About").select_option("topic-6")
    expect(tab.locator("article h2:visible")).to_have_text(["Timeouts and shields¶"])
    fewer = items.count()
    assert 0 < fewer < some
    tab.reload()
    expect(items).to_have_count(fewer)
    expect(form.get_by_label("Words")).to_have_value("checkpoint LOOP")
    form.get_by_role("button", name="Reset").click()
    expect(items).to_have_count(count)
    assert tab.url == f"{address}review/"


def test_filter_from_an_address(tab: Page, address: str) -> None:
    """What an address asks for is chosen; of a topic that isn't there, the page says so."""
    items = tab.locator(".points-filter ~ ul > li:visible")
    tab.goto(f"{address}review/?text=R601")
    expect(items).to_have_count(1)
    tab.goto(f"{address}review/?topic=nonsense")
    expect(items).to_have_count(0)
    tab.get_by_role("button", name="Show all points").click()
    expect(tab.get_by_label("About")).to_have_value("")
    assert items.count() > 300


def test_counts(tab: Page, address: str) -> None:
    """Beside each topic is how many points it has, of those that have the words."""
    tab.goto(f"{address}review/?text=checkpoint")
    items = tab.locator(".points-filter ~ ul > li:visible")
    options = tab.locator("[name=topic] option").evaluate_all("all => all.map(each => each.text)")
    counts = [int(text.rpartition("(")[2].rstrip(")")) for text in options[1:]]
    assert sum(counts) == items.count()
    assert 0 in counts


@pytest.mark.parametrize("topic", [6, 17, 29])
def test_topic_far_down(topic: int, tab: Page, address: str) -> None:
    """The address of a topic shows it on a phone, and it stays while lists near it are laid out."""
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto(f"{address}review/#topic-{topic}")
    heading = tab.locator(f"#topic-{topic}")
    expect(heading).to_be_in_viewport()
    tab.wait_for_timeout(300)
    box = heading.bounding_box()
    assert box
    assert 0 < box["y"] < 200


def test_on_paper(tab: Page, address: str) -> None:
    """On paper, all points are there, not only those that a window was near."""
    tab.goto(f"{address}review/")
    tab.emulate_media(media="print")
    ways = "all => all.map(each => getComputedStyle(each).contentVisibility)"
    assert {*tab.locator(".points-filter ~ ul").evaluate_all(ways)} == {"visible"}
