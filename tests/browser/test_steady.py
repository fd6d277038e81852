"""A page that loads and is read: nothing moves by itself, and it waits for its style only."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

PAGES = {
    "": ["site", "home"],
    "timeouts/": ["site", "explained"],
    "reference/task-groups/": ["site", "reference"],
}
"""The pages, and the style sheets that all pages have, and those of their kinds."""

WATCH = """
window.shifts = []
new PerformanceObserver(list => {
  for (const each of list.getEntries()) {
    const places = each.sources.map(({node}) => node?.className || node?.nodeName)
    window.shifts.push(`${each.value.toFixed(4)}: ${places}`)
  }
}).observe({type: "layout-shift", buffered: true})
"""

READ = """
async () => {
  const frame = () => new Promise(requestAnimationFrame)
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
    scrollTo(0, top)
    await frame()
  }
  await frame()
}
"""

BLOCKING = """
() => performance.getEntriesByType("resource")
  .filter(each => each.renderBlockingStatus === "blocking").map(each => each.name)
"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_steady(page: str, width: int, browser: Browser, address: str) -> None:
    """Nothing shifts from the first paint to a page's end, and only styles block the paint."""
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        tab = context.new_page()
        tab.add_init_script(WATCH)
        tab.goto(address + page, wait_until="networkidle")
        sheets = [f"{address}assets/{name}.css" for name in PAGES[page]]
        assert sorted(tab.evaluate(BLOCKING)) == sorted(sheets)
        tab.evaluate(READ)
        assert tab.evaluate("shifts") == []


def test_shift_is_seen(browser: Browser, address: str) -> None:
    """Something that moves what is read would be seen."""
    with browser.new_page() as tab:
        tab.add_init_script(WATCH)
        tab.goto(f"{address}timeouts/", wait_until="networkidle")
        tab.evaluate("document.querySelector('h1').style.marginTop = '200px'")
        tab.wait_for_function("shifts.length > 0")


@pytest.mark.parametrize("page", PAGES)
def test_reduced_motion(page: str, browser: Browser, address: str) -> None:
    """Nothing is animated for those who asked for less motion, also not what opens."""
    with browser.new_context(reduced_motion="reduce") as context:
        tab = context.new_page()
        tab.goto(address + page)
        tab.keyboard.press("?")
        tab.locator("#keys:popover-open").wait_for()
        assert tab.evaluate("document.getAnimations().length") == 0
        moving = """
        () => [...document.querySelectorAll("*")].filter(e => {
          const style = getComputedStyle(e)
          return style.transitionDuration !== "0s" || style.animationName !== "none" ||
            style.scrollBehavior !== "auto"
        }).map(e => e.className)
        """
        assert tab.evaluate(moving) == []
