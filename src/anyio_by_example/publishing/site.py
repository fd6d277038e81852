"""Site: a folder of built pages, and where its parts came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.library.library import Library


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of the built site."""

    path: str
    """Where its Markdown is below the folder of all pages, as `timeouts.md`."""
    url: str
    """Its address below the site's, as `timeouts/`; of the home page, empty."""
    file: str
    """Its HTML file below the site's folder, as `timeouts/index.html`."""
    title: str
    description: str
    """One sentence for search engines and link previews; empty if there is none."""
    section: str
    """The heading above it in the navigation; empty if it has none."""

    @property
    def home(self) -> str:
        """The address of the home page, which is a file's where all pages are files."""
        return "index.html" if self.url.endswith(".html") else ""


@dataclass(frozen=True, slots=True)
class Site:
    """A built site."""

    folder: Path
    """The folder of built pages."""
    docs: Path
    """The folder of the pages' Markdown."""
    name: str
    description: str
    address: str
    """Where it will be published, with a slash at its end; empty if that isn't known."""
    pages: Sequence[PublishedPage]
    """Its pages in the order of the navigation."""
    library: Library
    is_served: bool = False
    """Whether the builder serves it, and adds to its pages what reloads them."""
    is_part: bool = False
    """Whether there are other pages, which weren't built: nothing is said of what leads to them."""
    is_ahead: bool = False
    """Whether these pages will stand among others that are published, and need only look alike."""

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file of the site.

        Args:
            name: Its path below the folder of built pages.
            content: What it holds.
        """
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        file.write_bytes(content)
