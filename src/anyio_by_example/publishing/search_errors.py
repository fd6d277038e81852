"""Search errors: which page answers what ends a traceback."""

from __future__ import annotations

from typing import Any

from anyio_by_example.pages.errors import INDEX, error_pages
from anyio_by_example.publishing.site import Site


def known_errors(site: Site) -> dict[str, Any]:
    """What the search knows of errors.

    `known` are rows of the number of a page and of what it answers, with `…` for what is filled in.
    `index` is the number of the page that lists them all; without pages about errors, it's missing.

    Args:
        site: The site.

    Raises:
        Problem: if the head of a page about errors isn't in order.
    """
    numbers = {page.path: number for number, page in enumerate(site.pages)}
    pages = [each for each in error_pages(site.docs) if each.page.path in numbers]
    rows = [[numbers[each.page.path], known.says] for each in pages for known in each.knows]
    return {"known": rows, **({"index": numbers[INDEX]} if INDEX in numbers else {})}
