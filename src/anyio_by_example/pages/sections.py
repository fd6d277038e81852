"""Sections: the number that the codes of a page's points begin with."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = Path(__file__).with_name("sections.toml")

SECTIONS: dict[str, int] = {
    page: int(number)
    for number, pages in tomllib.loads(FILE.read_text("utf-8")).items()
    for page in pages
}
"""The pages that have points, in the order of the menu, each with its number."""
