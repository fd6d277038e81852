"""The built site as `publish()` sees it, and small ones that are made by hand."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from anyio_by_example.library.library import Library
from anyio_by_example.publishing import (
    downloads,
    example_pages,
    examples_json,
    llms,
    markdown,
    moved,
    outline,
    point_pages,
    robots,
)
from anyio_by_example.publishing.site import PublishedPage, Site
from helpers.site_builder import project, snippet
from helpers.support import ROOT

STEPS = (
    downloads.write,
    example_pages.write,
    point_pages.write,
    moved.write,
    markdown.write,
    llms.write,
    examples_json.write,
    robots.write,
)
"""What makes the files that are tested here; cards are made apart from them."""


def published(folder: Path, library: Library, address: str = "") -> Site:
    """The project's built site.

    Args:
        folder: Where it was built.
        library: The project's examples.
        address: Where it will be published.
    """
    site = outline.read(ROOT / "mkdocs.yml", folder)
    return replace(site, address=address, library=library)


def copied(built: Path, folder: Path) -> Path:
    """A copy of a built site, for steps to write to."""
    return Path(
        shutil.copytree(built, folder, ignore=shutil.ignore_patterns("*.gz", "*.zst", "cards"))
    )


@dataclass
class Small:
    """A small project whose pages are built by hand."""

    root: Path

    def site(self, address: str = "", **pages: str) -> Site:
        """A site with the HTML of some pages, by their names; `index` is the home page."""
        found = []
        for name, html in pages.items():
            url = "" if name == "index" else f"{name}/"
            file = self.root / "site" / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            text = f'<html><h2 id="menu">Menu</h2><main>{html}</main></html>'
            file.write_text(text, "utf-8")
            if not (source := self.root / "docs" / f"{name}.md").exists():
                source.write_text(f"# {name.title()}\n", "utf-8")
            page = PublishedPage(
                f"{name}.md", url, f"{url}index.html", name.title(), f"About {name}.", "Pages"
            )
            found.append(page)
        return Site(
            folder=self.root / "site",
            docs=self.root / "docs",
            name="Small",
            description="A small site.",
            address=address,
            pages=found,
            library=Library(self.root / "snippets"),
        )

    def example(self, name: str = "case", body: str = "print(1)", more: str = "") -> None:
        """Add an example."""
        file = self.root / "snippets" / "t" / f"{name}.py"
        file.write_text(snippet("\n" + body, more), "utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        (self.root / name).write_text(text, "utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A project without pages and examples."""
    root = project(tmp_path).parent
    (root / "docs" / "index.md").unlink()
    return Small(root)
