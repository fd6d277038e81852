"""Addresses: short ones that stay, for every example and for every "In a review" point.

They lead to wherever it is now, so that a page can be renamed or divided without breaking a link.
"""

from __future__ import annotations

from anyio_by_example.publishing.downloads import files
from anyio_by_example.publishing.places import Places, find_places
from anyio_by_example.publishing.redirects import redirect_to
from anyio_by_example.publishing.site import Site


def write(site: Site) -> None:
    """Write `e/<topic>/<name>/index.html` and `r/<point>/index.html`."""
    places = find_places(site)
    for example, place in places.examples(site.library.examples()).items():
        file = f"{example.address}index.html"
        site.write(file, redirect_to(site, file, place, f"{example.caption} – {site.name}"))
    for point, place in places.points(site.docs).items():
        file = f"{point.address}index.html"
        title = f"{point.code}: {point.title} – {site.name}"
        site.write(file, redirect_to(site, file, place, title))


def permanent(site: Site, places: Places) -> list[str]:
    """All these addresses, and those of the files that can be downloaded."""
    found = [point.address for point in places.points(site.docs)]
    for example in places.examples(site.library.examples()):
        found += [example.address, *files(example)]
    return found
