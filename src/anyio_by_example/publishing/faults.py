"""Faults: what forbids to publish what a builder has built, whatever the builder said of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from anyio_by_example.examples.block import find_blocks
from anyio_by_example.examples.example import anchor
from anyio_by_example.examples.header import line_of
from anyio_by_example.examples.page import Page, find_pages, page_faults
from anyio_by_example.pages.fence import RENDERERS
from anyio_by_example.pages.glossary import glossary_faults
from anyio_by_example.pages.outcomes import outcomes
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.reading import read
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


def _published(site: Site) -> Iterator[Page]:
    """The pages of the site as their authors wrote them."""
    published = {page.path for page in site.pages}
    return (page for page in find_pages(site.docs) if page.path in published)


def faults(site: Site) -> Iterator[Problem]:
    """What is wrong with the fences of the pages, which ids mean two things, and what is lacking.

    What another process has rendered is judged here again; what isn't recorded is recorded first.
    """
    found = [*written_faults(site)]
    found += outcomes().problems(site.library, site.docs, [page.path for page in site.pages])
    yield from found
    if not found:
        for page in site.pages:
            yield from _lacking(site, page)
        yield from ambiguous(site)


def written_faults(site: Site) -> Iterator[Problem]:
    """What is wrong with how the fences of the pages are written, and where terms lead."""
    pages = [*_published(site)]
    yield from page_faults(site.docs, pages, RENDERERS)
    if not site.is_part:
        with suppress(Problem):  # whoever links the terms says it
            yield from glossary_faults(site.docs, pages)


def ambiguous(site: Site) -> Iterator[Problem]:
    """The ids that are on a page twice, or that are an example's on another one."""
    owners = {anchor(name): page.path for page in _published(site) for name in page.snippets}
    for page in site.pages:
        reading = read(site.folder / page.file)
        others = {ident for ident in reading.ids if owners.get(ident, page.path) != page.path}
        for ident in sorted({*reading.repeated, *others}):
            line = line_of((site.docs / page.path).read_text("utf-8"), ident)
            reason = f"the id {ident} is there twice, here or in {owners.get(ident, page.path)}"
            yield Problem(Path(site.docs.name, page.path), line, reason, "give it another id")


def _lacking(site: Site, page: PublishedPage) -> Iterator[Problem]:
    """The fences that a builder didn't take for fences: their examples aren't on the page."""
    ids = read(site.folder / page.file).ids
    for block in find_blocks((site.docs / page.path).read_text("utf-8")):
        if block.kind == "snippet" and site.library.example(block.said).id not in ids:
            reason = f"the built page doesn't show {block.said}"
            remedy = "write the fence's marks alike, as far from the margin as what is around them"
            yield Problem(Path(site.docs.name, page.path), block.line, reason, remedy)
