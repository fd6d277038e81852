"""Menu: the pages in the order that readers are led through them, in the groups of mkdocs.yml."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.derived import derived
from anyio_by_example.library.library import Library

_INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together."""

    title: str
    """What the menu calls it; empty for the menu as a whole."""
    children: tuple[Page | Group, ...]
    """Its pages and the groups within it, in their order."""

    @property
    def index(self) -> Page | None:
        """The page that says what it's for: the `index.md` among its children."""
        pages = (child for child in self.children if isinstance(child, Page))
        return next((page for page in pages if posixpath.basename(page.path) == _INDEX), None)

    @property
    def lead(self) -> Page:
        """The page that its title leads to: the one that says what it's for, or the first."""
        return self.index or next(self.pages)

    @property
    def pages(self) -> Iterator[Page]:
        """All pages in it, and in the groups within it, in their order."""
        for child in self.children:
            if isinstance(child, Page):
                yield child
            else:
                yield from child.pages

    @property
    def groups(self) -> Iterator[Group]:
        """The groups within it, and those within these."""
        for child in self.children:
            if isinstance(child, Group):
                yield child
                yield from child.groups


def find_menu(docs: Path) -> Group:
    """The menu of a site; where nothing says an order, the pages are in that of their names.

    Args:
        docs: The folder of all pages, beside mkdocs.yml.
    """
    pages = {page.path: page for page in find_pages(docs)}
    file = docs.parent / "mkdocs.yml"
    nav = _nav(file.read_bytes()) if file.is_file() else None
    return Group("", tuple(_children(nav or [*pages], pages)))


@lru_cache(maxsize=1)
def _nav(settings: bytes) -> list[Any] | None:
    """What the settings say of the menu: to read them takes a tenth of a second."""
    said: dict[str, Any] = yaml.load(settings, _Loader)  # noqa: S506 (it's safe)
    return said.get("nav")


@derived
def examples_on_pages(library: Library) -> list[Example]:
    """The examples that pages show, each once, in the order of the pages.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
    """
    there = {example.name: example for example in library.examples()}
    pages = find_menu(library.root.parent / "docs").pages
    names = dict.fromkeys(name for page in pages for name in page.snippets)
    return [there[name] for name in names if name in there]


def render_pages(library: Library, which: str) -> str:
    """The Markdown of a list: what is in a group, each page with what it's about.

    Its links are those of the group's own page, so it can't stand on another.

    Args:
        library: Beside whose folder the pages are.
        which: The folder of the group's page.

    Raises:
        ValueError: if there is no such group.
    """
    path = f"{which}/{_INDEX}"
    menu = find_menu(library.root.parent / "docs")
    groups = (each for each in menu.groups if each.index and each.index.path == path)
    if not (group := next(groups, None)):
        raise ValueError(f"mkdocs.yml has no group with the page {path}")
    pages = [page for page in group.children if isinstance(page, Page) and page.path != path]
    parts = ["\n".join(_item(page, which) for page in pages)] if pages else []
    for each in (child for child in group.children if isinstance(child, Group)):
        link = f"[{each.title}]({_link(each.lead, which)})"
        ident = f"group-{slugify(each.title, '-')}"
        others = (page for page in each.pages if page is not each.lead)
        names = "\n".join(f"- [{page.title}]({_link(page, which)})" for page in others)
        parts += [f"## {link} {{#{ident}}}", names] if names else [f"## {link} {{#{ident}}}"]
    whole = "\n\n".join(parts)
    return f'<div class="pages" markdown>\n\n{whole}\n\n</div>\n'


def _item(page: Page, folder: str) -> str:
    return f"- **[{page.title}]({_link(page, folder)})** {page.description}".rstrip()


def _link(page: Page, folder: str) -> str:
    return posixpath.relpath(page.path, folder)


def _children(nav: list[Any], pages: dict[str, Page]) -> Iterator[Page | Group]:
    """What a list of mkdocs.yml names: paths, and titles of paths or of further lists."""
    for item in nav:
        for title, said in item.items() if isinstance(item, dict) else [("", item)]:
            if isinstance(said, list):
                yield Group(title, tuple(_children(said, pages)))
            elif said in pages:
                yield pages[said]


class _Loader(yaml.SafeLoader):
    """Reads the file as data, and nothing of what is tagged, as what the environment says."""


_Loader.add_multi_constructor("", lambda *_: None)
