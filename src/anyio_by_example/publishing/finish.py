"""Finish: what is done to the HTML files of a site when all else is there, in one pass.

Each page loads what its kind needs, has no needless quotes, and says its policy.
"""

from __future__ import annotations

from anyio_by_example.publishing.assets import loading
from anyio_by_example.publishing.compact import compacted
from anyio_by_example.publishing.policy import BOX, stated
from anyio_by_example.publishing.site import Site


def write(site: Site) -> None:
    """Write anew each HTML file of the site that isn't as it has to be."""
    pages = {page.file for page in site.pages}
    for file in site.folder.rglob("*.html"):
        name = file.relative_to(site.folder).as_posix()
        text = file.read_text("utf-8")
        html = compacted(loading(text)) if name in pages else loading(text)
        html = stated(html, is_box=name == BOX, is_served=site.is_served)
        if html != text:
            file.write_text(html, "utf-8", newline="\n")
