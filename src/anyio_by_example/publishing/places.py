"""Places: which ids are on which page of a built site, and which of them a reader can cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.pages.points import Point, find_points
from anyio_by_example.publishing.reading import read
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.reference.entry import public_names

_POINT = re.compile(r"R\d{3,}")
_LINE = re.compile(r"-L\d+$")
_CITABLE = {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "a", "dt", "dfn"}
"""The elements whose ids a reader can find on a page and cite: headings, examples, anchors, terms.

Ids of other elements are there for labels and scripts.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Something on a page that has an address of its own."""

    page: PublishedPage
    ident: str
    """Its id; empty for the page as a whole."""

    @property
    def address(self) -> str:
        """Its address below the site's, as `timeouts/#timeouts-nested`; `./` is the home page."""
        fragment = f"#{self.ident}" if self.ident else ""
        return f"{self.page.url or './'}{fragment}"

    @property
    def file(self) -> str:
        """The same with the file's name, for where no server finds the page of a folder."""
        return f"{self.page.file}#{self.ident}" if self.ident else self.page.file


class Places:
    """The ids on the pages of a site.

    Args:
        pages: The pages, each with the ids on it and the elements that have them.
    """

    def __init__(self, pages: Mapping[PublishedPage, Mapping[str, str]]) -> None:
        self._pages = pages
        self._page_of: dict[str, PublishedPage] = {}
        for page, ids in pages.items():
            for ident in ids:
                self._page_of.setdefault(ident, page)

    def find(self, ident: str) -> Place | None:
        """Where an id is; on the first page that has it, in the order of the navigation."""
        page = self._page_of.get(ident)
        return Place(page, ident) if page else None

    @cached_property
    def addresses(self) -> set[str]:
        """The address of every page and of every id on it."""
        found = {Place(page, ident).address for page, ids in self._pages.items() for ident in ids}
        return found | {Place(page, "").address for page in self._pages}

    def examples(self, examples: Iterable[Example]) -> dict[Example, Place]:
        """The examples that are on a page; what no page shows isn't published."""
        found = ((example, self.find(example.id)) for example in examples)
        return {example: place for example, place in found if place}

    def points(self, docs: Path) -> dict[Point, Place]:
        """The points for a review that are on a page.

        Args:
            docs: The folder of all pages' Markdown.

        Raises:
            Problem: if a point has no code, or one that isn't its own.
        """
        found = ((point, self.find(point.code)) for point in find_points(docs))
        return {point: place for point, place in found if place}

    def entries(self) -> dict[str, Place]:
        """The entries of AnyIO's reference by their names, which are their ids."""
        api = public_names()
        found = ((name, self.find(name)) for name in (*api.modules, *api.names, *api.members))
        return {name: place for name, place in found if place}

    def citable(self) -> Iterator[Place]:
        """Every page, and what on it a reader can cite.

        Lines of code aren't listed one by one: each is there as long as the example has so many
        lines, and what shows them is one link to the example.
        """
        for page, ids in self._pages.items():
            yield Place(page, "")
            for ident, tag in ids.items():
                if (tag in _CITABLE or _POINT.fullmatch(ident)) and not _LINE.search(ident):
                    yield Place(page, ident)


def find_places(site: Site) -> Places:
    """The ids on the built pages of a site."""
    return Places({page: read(site.folder / page.file).ids for page in site.pages})
