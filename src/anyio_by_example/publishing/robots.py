"""robots.txt: says where the sitemap is.

Crawlers read it at the root of a host only, and whole addresses are all that it may hold.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from anyio_by_example.publishing.site import Site


def write(site: Site) -> None:
    """Write `robots.txt`, if the site has a host of its own."""
    if site.address and urlsplit(site.address).path == "/":
        site.write("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n")
