"""The site for everyone: by keyboard, without scripts, in forced colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

FOCUSED = """
() => {
  const e = document.activeElement
  if (e === document.body) return null
  const shown = [e, e.closest("label")].filter(Boolean).some(each => {
    const {outlineStyle, outlineWidth} = getComputedStyle(each)
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
  })
  const {top, bottom, left, right} = (e.closest("label") ?? e).getBoundingClientRect()
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
  const free = [left + 2, (left + right) / 2, right - 2].some(x => {
    const on = document.elementFromPoint(Math.max(x, 0), y)
    return e.contains(on) || e.closest("label")?.contains(on) || on?.contains(e)
  })
  const name = e.getAttribute("aria-label") || e.textContent.trim() || e.className || e.name
  return {name: `${e.tagName} ${name.slice(0, 40)}`, number: window.stops.indexOf(e), shown, free}
}
"""

STOPS = """
() => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]"
  window.stops = [...document.querySelectorAll(able)].filter(e => e.tabIndex >= 0 && !e.disabled &&
    e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) &&
    (e.type !== "radio" || e.checked))
  return window.stops.length
}
"""

MARKS = {
    ".runtime": "::before",
    ".admonition.holds > .admonition-title": "::before",
    ".admonition.caveat > .admonition-title": "::before",
}
"""Marks that are drawn as a background, in the `::before` of what they belong to."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("width", [360, 1280])
def test_keyboard(width: int, tab: Page, address: str) -> None:
    """Tab goes through all there is, the way to the content first; each stop is seen."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{address}errors/other-task/")
    count = tab.evaluate(STOPS)
    assert count > 40
    found = []
    for _ in range(count):
        tab.keyboard.press("Tab")
        found.append(tab.evaluate(FOCUSED))
    assert None not in found
    assert [stop["number"] for stop in found] == [*range(count)]
    assert [stop["name"] for stop in found if not stop["shown"]] == []
    assert [stop["name"] for stop in found if not stop["free"]] == []
    assert found[0]["name"] == "A Skip to the content"


def test_skip(tab: Page, address: str) -> None:
    """The first link leads past header and menu."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{address}thread-limits/")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("popover", ["menu", "keys"])
def test_escape(popover: str, tab: Page, address: str) -> None:
    """Enter opens what a button opens, Escape closes it, and the focus is on the button again."""
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{address}thread-limits/")
    button = tab.locator(f"[popovertarget={popover}]").first
    button.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(f"#{popover}")).to_be_visible()
    tab.keyboard.press("Tab")
    assert tab.locator(f"#{popover}").evaluate("box => box.contains(document.activeElement)")
    tab.keyboard.press("Escape")
    expect(tab.locator(f"#{popover}")).to_be_hidden()
    expect(button).to_be_focused()


def test_without_scripts(browser: Browser, address: str) -> None:
    """Without JavaScript the menu opens, all content is there, and no button does nothing."""
    with browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 800}
    ) as context:
        tab = context.new_page()
        tab.goto(f"{address}backends/")
        for button in tab.locator("button:visible").all():
            assert button.get_attribute("popovertarget"), button.text_content()
        assert (
            tab.locator(
                "input:visible:not(.output-all input, .tl-all input), select:visible"
            ).count()
            == 0
        )
        for part in (".example-code", ".example-output", ".example-timeline"):
            each = tab.locator(part).all()
            assert each
            assert all(one.is_visible() for one in each)
        tab.get_by_role("button", name="Pages").click()
        tab.locator("#menu").get_by_role("link", name="Tests on Both Backends").click()
        expect(tab.locator("h1")).to_contain_text("Tests on Both Backends")
        tab.goto(f"{address}thread-limits/")
        tab.locator(".tl-words summary").first.click()
        expect(tab.locator(".tl-words li").first).to_be_visible()


def test_forced_colours(tab: Page, address: str) -> None:
    """In forced colours the focus, the chosen backend and the marks of runtimes are seen."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.emulate_media(forced_colors="active", color_scheme="dark")
    tab.goto(f"{address}on-asyncio/")
    canvas = tab.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    for selector, part in MARKS.items():
        mark = tab.locator(selector).first.evaluate(
            "(e, part) => getComputedStyle(e, part).backgroundColor", part
        )
        assert mark != canvas, selector
    looks = """label => {
      const {color, backgroundColor, outlineStyle, borderBottomStyle} = getComputedStyle(label)
      return [color, backgroundColor, outlineStyle, borderBottomStyle]
    }"""
    tab.goto(f"{address}backend-differences/")
    choice = tab.locator(".example-differs .choice").first
    choice.get_by_text("Trio").click()
    tab.locator("body").click(position={"x": 1, "y": 1})
    both, _, trio = [label.evaluate(looks) for label in choice.locator("label").all()]
    assert both != trio
    tab.locator(".brand").focus()
    tab.keyboard.press("Tab")
    tab.evaluate(STOPS)
    assert tab.evaluate(FOCUSED)["shown"]
    tab.emulate_media(forced_colors="none")
    choice.get_by_text("Both").click()


def test_said(browser: Browser, address: str) -> None:
    """What was done is said in a live region, which is there and empty before."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        tab = context.new_page()
        tab.goto(f"{address}thread-limits/")
        region = tab.locator("body > .said[role=status]")
        assert region.text_content() == ""
        tab.get_by_role("button", name="Copy").first.click()
        expect(region).to_have_text("Code copied")
