"""An example and its explanation in a real browser: beside each other, and tied by their links."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

PAGE = "timeouts/"
LINK = ".explanation a[href='#timeouts-checkpoint-L49']"
"""A link to a line that is far below the beginning of its example."""

LAYOUT = """() => {
  const place = selector => document.querySelector(selector)?.getBoundingClientRect()
  const group = document.querySelector(".explained")
  const [card, text] = [...group.children].map(each => each.getBoundingClientRect())
  const code = group.querySelector("[data-main]")
  const probe = code.appendChild(document.createElement("i"))
  probe.textContent = "0".repeat(64)
  const letters = probe.getBoundingClientRect()
  const edge = code.getBoundingClientRect().right - parseFloat(getComputedStyle(code).paddingRight)
  probe.style.cssText = "position: absolute; visibility: hidden"
  const number = code.querySelector("a[id]").getBoundingClientRect()
  const fits = number.right + probe.getBoundingClientRect().width <= edge + 1
  probe.remove()
  const menu = place("#menu")
  return {
    beside: text.left >= card.right && text.top === card.top,
    below: text.top >= card.bottom,
    text: text.width, fits,
    menu: menu.width > 0 && menu.right <= card.left,
    contents: place(".toc").left >= text.right ? "beside" : document.querySelector(".toc").open,
  }
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """The page, which may not complain."""
    complaints: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tab = context.new_page()
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(address + PAGE)
        yield tab
        assert complaints == []


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_beside(width: int, tab: Page) -> None:
    """From 80rem up both stand side by side, the code has 64 columns, and the menu stays."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.reload()
    found = tab.evaluate(LAYOUT)
    assert found.pop("text") >= 20 * 16
    contents = "beside" if width == 1920 else False
    assert found == {
        "beside": True,
        "below": False,
        "fits": True,
        "menu": True,
        "contents": contents,
    }


def test_at_its_own_address(browser: Browser, address: str) -> None:
    """The page of one example leaves its explanation as much room; a table of names takes both."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        tab = context.new_page()
        tab.goto(f"{address}e/timeouts/nested/")
        text = tab.locator(".explanation").evaluate("e => e.getBoundingClientRect()")
        assert text["left"] >= tab.locator(".example").evaluate(
            "e => e.getBoundingClientRect().right"
        )
        assert text["width"] >= 20 * 16
        tab.goto(f"{address}from-asyncio/")
        table, side = (
            tab.locator(part).first.evaluate("e => e.getBoundingClientRect().right")
            for part in (".bridge", ".explanation")
        )
        assert table == pytest.approx(side, abs=1)


@pytest.mark.parametrize("width", [360, 768, 1279])
def test_below(width: int, tab: Page) -> None:
    """In a narrower window the text stands below its example."""
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate(LAYOUT)["below"]


def test_on_paper(tab: Page) -> None:
    """So it does on paper, however wide that is."""
    tab.set_viewport_size({"width": 1440, "height": 800})
    tab.emulate_media(media="print")
    found = tab.evaluate(LAYOUT)
    tab.emulate_media(media="screen")
    assert found["below"]


def test_stays_in_view(tab: Page) -> None:
    """While a reader scrolls through an example, its explanation is in view, below the bar."""
    tab.set_viewport_size({"width": 1280, "height": 800})
    example = tab.locator("#timeouts-checkpoint")
    explanation = tab.locator(LINK).locator("xpath=ancestor::div[@class='explanation']")
    place = "e => e.getBoundingClientRect()"
    for part in (0, 0.3, 0.6):
        example.evaluate(
            "(e, part) => scrollBy(0, e.getBoundingClientRect().top - 80 + part * e.offsetHeight)",
            part,
        )
        text, card = explanation.evaluate(place), example.evaluate(place)
        bar = tab.locator(".top").evaluate(place)
        assert text["top"] >= bar["bottom"]
        assert text["bottom"] <= max(card["bottom"], text["top"] + 1)
        expect(tab.locator(LINK)).to_be_in_viewport()
    tab.evaluate("scrollTo(0, 0)")


@pytest.fixture
def link(tab: Page) -> Iterator[Page]:
    """The page where a line is out of the window that a link in it leads to."""
    tab.set_viewport_size({"width": 900, "height": 700})
    tab.locator(LINK).evaluate("link => link.scrollIntoView({block: 'center'})")
    tab.mouse.move(2, 300)
    tab.mouse.move(3, 300)
    tab.wait_for_selector(".peek", state="attached")
    yield tab
    tab.mouse.move(2, 300)
    tab.evaluate("document.activeElement.blur()")
    expect(tab.locator(".peek")).to_be_hidden()


def test_copy(link: Page) -> None:
    """The box has the line with its neighbours, their numbers, their colours and the caption."""
    link.locator(LINK).hover()
    box = link.locator(".peek")
    expect(box).to_be_visible()
    caption = link.locator("#timeouts-checkpoint .example-caption").inner_text()
    assert box.locator(".peek-caption").inner_text() == caption
    lines = box.locator(".peek-line").evaluate_all(
        "lines => lines.map(line => [line.dataset.number, line.textContent])"
    )
    code = link.locator("#timeouts-checkpoint code[data-main]").text_content() or ""
    first = int(lines[0][0])
    assert [int(number) for number, _ in lines] == [48, 49, 50]
    start = 10  # of what is shown of the file
    wanted = code.split("\n")[first - start : first - start + 3]
    assert [text.rstrip("\n") for _, text in lines] == [each.strip() for each in wanted]
    assert box.locator(".peek-line .s2").count()
    assert box.locator("a:visible, [tabindex], .example-code").count() == 0


def test_goes(link: Page) -> None:
    """It stays for a pointer that goes into it, goes with the pointer, and with Escape."""
    box = link.locator(".peek")
    link.locator(LINK).hover()
    place = box.bounding_box()
    assert place
    # through the gap between them
    link.mouse.move(place["x"] + 9, place["y"] - 3)
    link.mouse.move(place["x"] + 9, place["y"] + 9)
    link.wait_for_timeout(300)
    expect(box).to_be_visible()
    link.mouse.move(2, 300)
    expect(box).to_be_hidden()
    assert link.locator(".tl-hot").count() == 0
    link.locator(LINK).hover()
    link.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_by_keyboard(link: Page) -> None:
    """Focus does what pointing does, and a screen reader has the line read out."""
    at = link.evaluate("scrollY")
    link.locator(LINK).evaluate("link => link.previousElementSibling.focus()")
    link.keyboard.press("Tab")
    expect(link.locator(LINK)).to_be_focused()
    expect(link.locator(".peek")).to_be_visible()
    expect(link.locator(LINK)).to_have_accessible_description(
        "In a cancelled scope, a checkpoint raises; other awaits go through. "
        '49 "a group that waits": lambda: leave_group(anyio.sleep_forever),'
    )
    assert link.evaluate("scrollY") == at
    link.keyboard.press("Tab")
    assert link.locator(LINK).get_attribute("aria-describedby") is None


def test_tap(browser: Browser, address: str) -> None:
    """The first tap shows the line, a second one goes there; so does what the box offers."""
    size: ViewportSize = {"width": 360, "height": 740}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:
        tab = context.new_page()
        tab.goto(address + PAGE)
        tab.wait_for_selector(".peek", state="attached")
        link, box = tab.locator(LINK), tab.locator(".peek")
        for second in (link, box.get_by_role("link", name="Go to line 49")):
            link.evaluate("link => link.scrollIntoView({block: 'center'})")
            link.tap()
            expect(box).to_be_visible()
            assert "#" not in tab.url
            second.tap()
            expect(box).to_be_hidden()
            assert tab.url.endswith("#timeouts-checkpoint-L49")
            expect(tab.locator("[id='timeouts-checkpoint-L49']")).to_be_in_viewport()
            tab.evaluate("history.replaceState(null, '', ' ')")
        link.evaluate("link => link.scrollIntoView({block: 'center'})")
        link.tap()
        tab.locator("h1").tap()
        expect(box).to_be_hidden()


def test_long_line(browser: Browser, address: str) -> None:
    """On a narrow screen a line that doesn't fit is broken, also within a name: all of it is seen.

    What goes on stands deeper than where the line begins, as on the page.
    """
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        tab = context.new_page()
        tab.goto(address + "forgotten-await/")
        link = tab.locator("p a[href='#basic-late_warning-L29']")
        link.evaluate("link => scrollTo(0, link.getBoundingClientRect().top + scrollY - 150)")
        tab.mouse.move(2, 5)
        tab.mouse.move(3, 6)
        tab.wait_for_selector(".peek", state="attached")
        link.hover()
        expect(tab.locator(".peek")).to_be_visible()
        width, room = tab.locator(".peek pre").evaluate("p => [p.scrollWidth, p.clientWidth]")
        assert width <= room
        line = tab.locator(".peek-line.is-meant")
        rows = line.evaluate("""line => {
          const range = document.createRange();
          range.selectNodeContents(line);
          return [...range.getClientRects()].map(({ left, top }) => [Math.round(top), left]);
        }""")
        first = min(top for top, _ in rows)
        begins = min(left for top, left in rows if top == first)
        goes_on = [left for top, left in rows if top > first]
        assert goes_on
        assert min(goes_on) > begins
