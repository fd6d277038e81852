"""The panel in each of its states: no barrier for anybody, at any width."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from helpers.axe import barriers
from helpers.handmade import HandMade
from playwright.sync_api import Locator

STATES: Mapping[str, tuple[list[Any], dict[str, Any]]] = {
    "open": ([], {}),
    "loading": ([], {"holds": 5}),
    "failed": ([], {"fails": "why"}),
    "differs": ([["a\n"], ["b\n", "err"], ["c"], ["d\n", "err"]], {}),
    "deadlock": ([{"how": "deadlock", "waiting": [{"task": "main", "line": 12}]}], {}),
    "error": ([["Traceback\n", "err"], {"status": 1, "line": 14}], {}),
    "absent": ([{"status": 1, "absent": {"what": "sockets", "line": 14}}], {}),
    "long": ([["x\n" * 500]], {}),
}


def shown(state: str, handmade: HandMade) -> Locator:
    """The panel in a state."""
    script, given = STATES[state]
    handmade.give(*script, **given)
    panel = handmade.open()
    if state == "loading":
        panel.get_by_role("progressbar").wait_for()
    elif state != "open":
        handmade.run()
    return panel


@pytest.mark.alike(6)
@pytest.mark.parametrize("state", STATES)
def test_axe(state: str, handmade: HandMade) -> None:
    """Axe finds no barrier in any state, in neither scheme; of colours, at one width."""
    shown(state, handmade)
    found = {}
    for width, coloured in ((320, ""), (1280, "body")):
        handmade.tab.set_viewport_size({"width": width, "height": 900})
        found[width] = barriers(handmade.tab, coloured, links=bool(coloured))
    assert found == {320: [], 1280: []}


@pytest.mark.alike(2)
@pytest.mark.parametrize("state", STATES)
def test_fits(state: str, handmade: HandMade) -> None:
    """At no width is anything wider than the window, and a finger hits every button."""
    panel = shown(state, handmade)
    for width in (320, 360, 1920):
        handmade.tab.set_viewport_size({"width": width, "height": 900})
        assert handmade.tab.evaluate("document.documentElement.scrollWidth") <= width
        # all at once, since a run ends meanwhile
        small = panel.locator("button:visible, a:visible, label:visible").evaluate_all(
            """all => all.filter((each) => {
              const { width, height } = each.getBoundingClientRect();
              return width > 0 && Math.min(width, height) < 24;
            }).map((each) => each.innerText)"""
        )
        assert small == []
