"""Axe, the checker of accessibility, on a page as it is."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

_AXE = Axe()

_ALL: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All its rules, those for best practice too, and one that only Lighthouse switches on."""

_SLOW = ("color-contrast", "link-in-text-block")
"""Rules that take most of Axe's time: about the colours of texts, and of links in texts."""

_ONLY_COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}

_SHOWN = """() => [...document.querySelectorAll("body *")].map(each =>
  +each.checkVisibility({visibilityProperty: true, opacityProperty: true})).join("")"""


def _without(*rules: str) -> dict[str, Any]:
    """All rules but some."""
    return {**_ALL, "rules": {**_ALL["rules"], **{rule: {"enabled": False} for rule in rules}}}


def barriers(tab: Page, coloured: str = "body", *, links: bool = True) -> list[str]:
    """What Axe finds on the page as it is now, in both schemes.

    Where both show the same elements, only the colours are looked at again.

    Args:
        tab: The page.
        coloured: A selector of the part whose colours are looked at; empty for none.
        links: Whether links must stand out in texts; no width and nothing that is opened changes
            that.
    """
    skipped = {
        rule for rule, kept in zip(_SLOW, (coloured == "body", links), strict=True) if not kept
    }
    found: list[str] = []
    shown: list[str] = []
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        shown.append(tab.evaluate(_SHOWN))
        runs: list[tuple[str | None, dict[str, Any]]] = []
        if shown[-1] not in shown[:-1]:
            runs.append((None, _without(*skipped)))
        if coloured and (_SLOW[0] in skipped or not runs):
            runs.append((coloured, _ONLY_COLOURS))
        for part, options in runs:
            for rule in _AXE.run(tab, part, options).response["violations"]:
                places = ", ".join(" ".join(node["target"]) for node in rule["nodes"][:5])
                found.append(f"{scheme}: {rule['id']} ({rule['impact']}): {rule['help']}: {places}")
    return found
