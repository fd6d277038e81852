"""The menu: the pages in their order, in groups that are pages, none of them far from home."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from helpers.publication import published
from helpers.site_builder import project
from helpers.support import ROOT, Site
from selectolax.lexbor import LexborHTMLParser

from anyio_by_example.examples.page import Page
from anyio_by_example.library.library import Library
from anyio_by_example.pages.menu import Group, find_menu, render_pages

NAV = """\
extra: !ENV [NOWHERE, {a: 1}]
nav:
  - Home: index.md
  - Guide:
      - guide/index.md
      - Waiting:
          - guide/waiting/index.md
          - guide/locks.md
          - guide/events.md
      - Alone:
          - guide/alone.md
  - "A: B": [other.md]
"""

PAGES = {
    "index.md": "# Home\n",
    "guide/index.md": "---\nhide: [toc]\n---\n\n# The Guide\n\ndescription: none\n",
    "guide/waiting/index.md": "# All about Waiting\n",
    "guide/locks.md": "---\ndescription: How tasks take turns.\n---\n\n# Locks\n",
    "guide/events.md": "# Events\n",
    "guide/alone.md": "# Alone\n",
    "other.md": "# Other\n",
}

WAITING = """\
<div class="pages" markdown>

- **[Locks](../locks.md)** How tasks take turns.
- **[Events](../events.md)**

</div>
"""

GUIDE = """\
<div class="pages" markdown>

## [Waiting](waiting/index.md) {#group-waiting}

- [Locks](locks.md)
- [Events](events.md)

## [Alone](alone.md) {#group-alone}

</div>
"""


@pytest.fixture
def small(tmp_path: Path) -> Library:
    """A project with groups of pages."""
    snippets = project(tmp_path)
    for name, text in PAGES.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(NAV, "utf-8")
    return Library(snippets)


def paths(group: Group) -> list[str]:
    """The paths of the pages in a group."""
    return [page.path for page in group.pages]


def test_groups(small: Library) -> None:
    """Pages and groups are those of mkdocs.yml, in its order, and its tags are left alone."""
    menu = find_menu(small.root.parent / "docs")
    assert paths(menu) == list(PAGES)
    assert [(each.title, bool(each.index), len(paths(each))) for each in menu.groups] == [
        ("Guide", True, 5),
        ("Waiting", True, 3),
        ("Alone", False, 1),
        ("A: B", False, 1),
    ]
    assert {page.description for page in menu.pages} == {"", "How tasks take turns."}


def test_without_an_order(small: Library) -> None:
    """Where mkdocs.yml names no pages, or isn't there, they are in the order of their names."""
    file = small.root.parent / "mkdocs.yml"
    file.write_text("site_name: Small\n", "utf-8")
    assert paths(find_menu(small.root.parent / "docs")) == sorted(PAGES)
    file.unlink()
    assert paths(find_menu(small.root.parent / "docs")) == sorted(PAGES)


def test_list(small: Library) -> None:
    """A group's page lists its pages with what they are about, and those of groups within it."""
    assert render_pages(small, "guide/waiting") == WAITING
    assert render_pages(small, "guide") == GUIDE
    with pytest.raises(ValueError, match="no group with the page guide/locks/index"):
        render_pages(small, "guide/locks")


def test_order_of_the_site(library: Library, tmp_path: Path) -> None:
    """The project's menu has the pages, and their descriptions, that MkDocs reads."""
    site = published(tmp_path, library)
    menu = find_menu(ROOT / "docs")
    assert [(page.path, page.description) for page in menu.pages] == [
        (page.path, page.description) for page in site.pages
    ]


@pytest.fixture(scope="module")
def built(site: Site, library: Library) -> dict[str, LexborHTMLParser]:
    """The built pages, by their paths."""
    pages = published(site.folder, library).pages
    return {page.path: LexborHTMLParser((site.folder / page.file).read_bytes()) for page in pages}


def addresses(found: LexborHTMLParser, selector: str, path: str) -> set[str]:
    """Where links lead, by the paths of pages."""
    url = path.removesuffix(".md").removesuffix("index")
    links = (
        urldefrag(link.attributes["href"] or "").url for link in found.css(f"{selector} a[href]")
    )
    ends = (posixpath.normpath(posixpath.join("/", url, each)).strip("/") for each in links if each)
    return {name for end in ends for name in (f"{end}.md", f"{end}/index.md".lstrip("/"))}


def test_two_clicks(built: dict[str, LexborHTMLParser]) -> None:
    """Every page is at most two links away from home."""
    near = addresses(built["index.md"], "body", "index.md") & built.keys()
    reached = near.union(*(addresses(built[path], "body", path) for path in near))
    assert built.keys() - reached == {*()}


def test_crumbs(built: dict[str, LexborHTMLParser]) -> None:
    """Above a page, each group that it's in is a link to the group's page, the outermost first."""
    menu = find_menu(ROOT / "docs")
    for path, found in built.items():
        above = [each for each in menu.groups if path in paths(each)]
        wanted = [each.title for each in above if each.lead.path != path]
        crumbs = found.css(".crumbs li")
        assert [crumb.text(strip=True) for crumb in crumbs][1:] == wanted, path
        assert all(crumb.css("a[href]") for crumb in crumbs), path
        assert bool(crumbs) == (path != "index.md"), path


def test_open_branch(built: dict[str, LexborHTMLParser]) -> None:
    """A page's menu marks it once, and has what is in its own group, and of others no page."""
    menu = find_menu(ROOT / "docs")
    tops = {each.lead.path for each in menu.groups}
    tops |= {page.path for page in menu.children if isinstance(page, Page)}
    for path, found in built.items():
        [current] = found.css("#menu [aria-current=page]")
        assert current.attributes["href"] in {"./", "."}, path
        own = {
            page.path
            for group in menu.groups
            if path in {child.path for child in group.children if isinstance(child, Page)}
            for page in group.children
            if isinstance(page, Page)
        }
        shown = addresses(found, "#menu .menu-pages", path) & built.keys()
        assert own <= shown <= own | tops, path
