"""Faults: what forbids to publish what a builder has built.

Not every builder ends with an error when a fence of a page fails, or an entry is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from anyio_by_example.examples.page import find_pages
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.site import PublishedPage, Site


class NotBuiltError(Exception):
    """A folder isn't the built site. Says in a line why, and what to do."""


def check_built(site: Site) -> None:
    """See that each page of the navigation is in the folder.

    Raises:
        NotBuiltError: if one isn't.
    """
    folder = site.folder.name
    if not site.folder.is_dir():
        raise NotBuiltError(f"there is no folder {folder}; build the site before you publish it")
    missing = [page.file for page in site.pages if not (site.folder / page.file).is_file()]
    if not missing:
        return
    if any(_otherwise(site, page).is_file() for page in site.pages if page.file in missing):
        reason = f"the pages in {folder} have other addresses than mkdocs.yml gives them now"
        remedy = "build and publish with the same use_directory_urls"
    elif len(missing) == len(site.pages):
        reason = f"{folder} has no page of those that mkdocs.yml names"
        remedy = "name the folder that a builder has built"
    else:
        more = f" and {len(missing) - 1} more" if missing[1:] else ""
        reason = f"{folder} lacks {missing[0]}{more} of {len(site.pages)} pages"
        remedy = "build the whole site before you publish it"
    raise NotBuiltError(f"{reason}; {remedy}")


def _otherwise(site: Site, page: PublishedPage) -> Path:
    """Where a page would be with addresses of the other kind, those of folders or of files."""
    stem = page.path.removesuffix(".md")
    other = f"{stem}.html" if page.file == f"{stem}/index.html" else f"{stem}/index.html"
    return site.folder / other


def faults(site: Site) -> Iterator[Problem]:
    """What is wrong with the examples that the pages show.

    Those that aren't recorded are recorded first.
    """
    published = {page.path for page in site.pages}
    for page in find_pages(site.docs):
        for name in page.snippets if page.path in published else ():
            try:
                example = site.library.example(name)
                site.library.recordings(example)
                site.library.fitness(example)
            except Problem as problem:
                yield problem
