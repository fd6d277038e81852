"""What the home page promises, the pages keep to which it leads."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urldefrag

import pytest
from bs4 import Tag
from helpers.support import Site

NAMES = re.compile(r"\b(?:FastAPI|MCP|Starlette|Trio|asyncio|httpx)\b")
"""Of others, which a reader comes from."""

READERS = {
    "You are new to async",
    "You come from asyncio",
    "You come from Trio",
    "You review code",
    "You use a framework",
}


def tiles(site: Site) -> dict[str, Tag]:
    """For whom the site is: each tile, by its first link."""
    home = site.page("index.md")
    heading = home.find(id="where-to-begin")
    assert isinstance(heading, Tag)
    found = heading.find_next_sibling("div")
    assert isinstance(found, Tag)
    return {tile.find_all("a")[0].get_text(): tile for tile in found.select("li")}


def section(site: Site, href: str) -> list[Tag]:
    """What stands under the heading to which a link of the home page leads."""
    path, ident = urldefrag(href)
    heading = site.soup(site.folder / posixpath.normpath(path) / "index.html").find(id=ident)
    assert isinstance(heading, Tag), href
    assert heading.name in {"h2", "h3"}, href
    under = []
    for each in heading.find_next_siblings():
        if (
            isinstance(each, Tag)
            and each.name <= heading.name
            and re.fullmatch("h[1-6]", each.name)
        ):
            break
        under.append(each)
    return [heading, *under]


def promises(tile: Tag) -> list[str]:
    """The headings to which a tile leads."""
    return [str(a["href"]) for a in tile.select("a[href]")[1:] if "#" in str(a["href"])]


def test_readers(site: Site) -> None:
    """Each kind of reader has a tile, and each tile a promise."""
    found = tiles(site)
    assert {*found} == READERS
    assert all(promises(tile) for tile in found.values())


@pytest.mark.parametrize("reader", sorted(READERS))
def test_promises(reader: str, site: Site) -> None:
    """What a tile promises is a heading with something to see under it; each name stands there."""
    tile = tiles(site)[reader]
    said = ""
    for href in promises(tile):
        under = section(site, href)
        assert any(
            each.select("figure.example, table, pre, .point") or each.name in {"figure", "table"}
            for each in under
        ), href
        said += " ".join(each.get_text() for each in under)
    words = {code.get_text() for code in tile.select("code")} | {*NAMES.findall(tile.get_text())}
    assert {word for word in words if word not in said} == set()


def test_figures_come_last(site: Site) -> None:
    """How much was recorded stands at the foot of the page."""
    article = site.page("index.md").find("article")
    assert isinstance(article, Tag)
    last = [each for each in article.children if isinstance(each, Tag)][-1]
    assert last.name == "dl"


def test_way_out(site: Site) -> None:
    """AnyIO's own documentation and repository are one click away."""
    hrefs = {str(a["href"]) for a in site.page("index.md").select("article a[href]")}
    assert "https://github.com/agronholm/anyio" in hrefs
    assert any(href.startswith("https://anyio.readthedocs.io/") for href in hrefs)
