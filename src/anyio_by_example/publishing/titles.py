"""Titles: what the filter of the menu looks through, loaded by who uses it.

It is a script, not JSON, since a page that was opened from a disk may not fetch.
"""

from __future__ import annotations

import json

from anyio_by_example.publishing.site import Site

DATA = "assets/titles.js"
"""Where the site has the file."""


def write(site: Site) -> None:
    """Write the address, the title and the group of each page, in the order of the menu."""
    rows = [[page.url or "./", page.title, page.section] for page in site.pages]
    data = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    site.write(DATA, f"byExample.titles={data};\n")
