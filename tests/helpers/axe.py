"""Axe, the checker of accessibility, on a page as it is."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

_AXE = Axe()

_ALL: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All its rules, those for best practice too, and one that only Lighthouse switches on."""

_WITHOUT_COLOURS = {**_ALL, "rules": {**_ALL["rules"], "color-contrast": {"enabled": False}}}
"""Looking at colours takes most of Axe's time."""

_ONLY_COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}

_SHOWN = """() => [...document.querySelectorAll("body *")].map(each =>
  +each.checkVisibility({visibilityProperty: true, opacityProperty: true})).join("")"""


def barriers(tab: Page, coloured: str = "body") -> list[str]:
    """What Axe finds on the page as it is now, in both schemes.

    Where both show the same elements, only the colours are looked at again.

    Args:
        tab: The page.
        coloured: A selector of the part whose colours are looked at; empty for none.
    """
    found: list[str] = []
    shown: list[str] = []
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        shown.append(tab.evaluate(_SHOWN))
        runs: list[tuple[str | None, dict[str, Any]]] = []
        if shown[-1] not in shown[:-1]:
            runs.append((None, _ALL if coloured == "body" else _WITHOUT_COLOURS))
        if coloured and runs != [(None, _ALL)]:
            runs.append((coloured, _ONLY_COLOURS))
        for part, options in runs:
            for rule in _AXE.run(tab, part, options).response["violations"]:
                places = ", ".join(" ".join(node["target"]) for node in rule["nodes"][:5])
                found.append(f"{scheme}: {rule['id']} ({rule['impact']}): {rule['help']}: {places}")
    return found
