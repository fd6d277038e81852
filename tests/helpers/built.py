"""The built site, page by page, and the entries of the reference on it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from anyio_by_example.api.inventory import inventory
from anyio_by_example.reference.entry import documented
from helpers.support import Site

BASE = "https://site.invalid/"

HEADINGS = re.compile("h[1-6]")


@dataclass
class Entry:
    """An entry of the reference as it was built."""

    page: str
    box: Tag
    heading: Tag

    def own(self, selector: str) -> list[Tag]:
        """The elements in an entry that are not in one of its members' entries."""
        return [each for each in self.box.select(selector) if self._is_own(each)]

    def text(self) -> str:
        """All text of the entry itself."""
        return "".join(_own_texts(self.box))

    def _is_own(self, part: Tag) -> bool:
        return part.find_parent(class_="doc-object") is self.box


def _own_texts(tag: Tag) -> Iterator[str]:
    for part in tag.children:
        if isinstance(part, NavigableString):
            yield str(part)
        elif isinstance(part, Tag) and "doc-object" not in (part.get("class") or ()):
            yield from _own_texts(part)


@dataclass
class Built:
    """The built site, page by page."""

    site: Site
    pages: dict[str, BeautifulSoup] = field(default_factory=dict)
    """The pages by their addresses below the site's, as `reference/running/`."""

    def __post_init__(self) -> None:
        for file in sorted(self.site.folder.rglob("index.html")):
            url = file.parent.relative_to(self.site.folder).as_posix()
            if url.startswith(("e/", "r/")):
                continue  # it only leads on
            self.pages["" if url == "." else f"{url}/"] = self.site.soup(file)

    @cached_property
    def reference(self) -> dict[str, BeautifulSoup]:
        """The pages of the reference."""
        return {url: page for url, page in self.pages.items() if url.startswith("reference/")}

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """The entries of the reference by the ids of their headings."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for url, page in self.reference.items():
            for box in page.select(".doc-object"):
                heading = box.find(HEADINGS, recursive=False)
                if isinstance(heading, Tag):
                    found[str(heading["id"])].append(Entry(url, box, heading))
        return found

    def tags(self, url: str) -> dict[str, list[Tag]]:
        """The elements on a page by their ids."""
        return self.site.ids(self.site.folder / url / "index.html")

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The pages on which each id is, as often as it's there."""
        found: dict[str, list[str]] = defaultdict(list)
        for url in self.pages:
            for ident, tags in self.tags(url).items():
                found[ident] += [url] * len(tags)
        return found

    @cached_property
    def examples(self) -> dict[str, tuple[str, Tag]]:
        """The examples by their ids, each with its page's address."""
        return {
            str(figure["id"]): (url, figure)
            for url, page in self.pages.items()
            for figure in page.select("figure.example")
        }

    def article(self, url: str) -> Tag:
        """What the author of a page, and the reference, have on it."""
        found = self.pages[url].find("article")
        assert isinstance(found, Tag)
        return found

    def leads_to(self, url: str, link: Tag) -> str:
        """The full address that a link on a page leads to."""
        return urljoin(BASE + url, str(link["href"]))

    def address(self, target: str) -> str | None:
        """The full address of what is documented here or elsewhere."""
        pages = [url for url in self.ids.get(target, ()) if url.startswith("reference/")]
        api = documented()
        if target in api.all or target in api.modules:
            return f"{BASE}{pages[0]}#{target}" if len(pages) == 1 else None
        return inventory().get(target)
