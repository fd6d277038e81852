"""Publishing: what makes of built pages a site to cite, to search and to read by machines.

It knows pages as files, not how they were built: any builder can call `publish()` at its end.
"""

from __future__ import annotations

from anyio_by_example.publishing import (
    addresses,
    assets,
    cards,
    compact,
    downloads,
    examples_json,
    llms,
    markdown,
    moved,
    policy,
    robots,
    run_here,
    search,
)
from anyio_by_example.publishing.site import Site

_STEPS = (
    assets.write,
    downloads.write,
    addresses.write,
    moved.write,
    markdown.write,
    examples_json.write,
    llms.write,  # names what the two before it have written
    cards.write,
    robots.write,
    search.write,
    run_here.write,
    compact.write,
    policy.write,  # changes what the others have written
)


def publish(site: Site) -> None:
    """Add to a built site all that isn't a page.

    Raises:
        Problem: if something that an author wrote stands in the way.
    """
    for step in _STEPS:
        step(site)
