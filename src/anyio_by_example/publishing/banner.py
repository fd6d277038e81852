"""Banner: what stands in the way of a site, on each page of one that is served all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anyio_by_example.pages.outcomes import render_problems
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.site import Site

_MAIN = re.compile(r"<main\b[^>]*>")
_SHOWN = re.compile(r'<div class="admonition false problem"')
_TITLE = "This site can't be published until this is mended"


def write(site: Site, problems: Sequence[Problem]) -> None:
    """Say the problems at the top of each page that doesn't show one in its place."""
    banner = render_problems(_TITLE, problems)
    for page in site.pages:
        file = site.folder / page.file
        html = file.read_text("utf-8")
        if not _SHOWN.search(html):
            html = _MAIN.sub(lambda main: f"{main[0]}\n{banner}", html, count=1)
            file.write_text(html, "utf-8", newline="\n")
