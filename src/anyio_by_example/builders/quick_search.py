"""QuickSearch: an MkDocs plugin that has the search plugin read a page again only if it changed.

Reading the HTML of all pages is half of what a build takes that has everything else at hand. A
builder without this plugin makes the same site.
"""

from __future__ import annotations

from typing import Any

from material.plugins.search.plugin import SearchIndex
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page

_SEARCH = "material/search"

_entries: dict[str, tuple[object, list[dict[str, Any]]]] = {}
"""What was found on each page, by its address, and what of the page it was found in."""


class RememberingIndex(SearchIndex):  # type: ignore[misc]
    """Material's search index, which remembers what it found on the pages of earlier builds."""

    def add_entry_from_context(self, page: Page) -> None:
        """Add what is on a page."""
        read = page.content, page.title, page.meta
        known, entries = _entries.get(page.url, (None, []))
        if known == read:
            self.entries += entries
            return
        before = len(self.entries)
        super().add_entry_from_context(page)
        _entries[page.url] = read, self.entries[before:]


class Options(Config):  # type: ignore[no-untyped-call]
    """There are none."""


class QuickSearch(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Puts its index in the place of the search plugin's."""

    @event_priority(-100)  # when the search plugin has made its own
    def on_config(self, config: MkDocsConfig) -> None:
        """Replace the index for this build."""
        search: Any = config.plugins.get(_SEARCH)
        if search and search.config.enabled:
            search.search_index = RememberingIndex(**search.config)
