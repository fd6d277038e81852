"""Addresses: short ones that stay, for every example and for every "In a review" point.

What is there is written by `example_pages` and `point_pages`, from wherever it is now, so that a
page can be renamed or divided without breaking a link.
"""

from __future__ import annotations

from anyio_by_example.publishing.downloads import files
from anyio_by_example.publishing.places import Places
from anyio_by_example.publishing.site import Site


def permanent(site: Site, places: Places) -> list[str]:
    """All these addresses, and those of the files that can be downloaded."""
    found = [point.address for point in places.points(site.docs)]
    for example in places.examples(site.library.examples()):
        found += [example.address, *files(example)]
    return found
