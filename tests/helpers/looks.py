"""Looks: what tests ask of a page in a browser, as it looks at that moment.

`tab.evaluate(LOOKS)` brings `looks.crowded()`, `looks.duplicates()`, `looks.pale()` and
`looks.palePictures()`, each of which lists what is wrong.
"""

from __future__ import annotations

from helpers.support import ROOT

LOOKS = (ROOT / "tests" / "helpers" / "looks.js").read_text("utf-8")
"""The script that defines them; once for each page that is opened."""
