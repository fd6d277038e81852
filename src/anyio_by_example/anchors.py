"""Anchors: a Markdown extension that lets link checkers see the ids inside a fence's HTML.

A fence's HTML stays in Markdown's stash until the page is put together, and a builder that checks
links looks for ids before that, in the tree. The ids stand in the tree while it looks, and are gone
from the page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

_ID = re.compile(r'\sid="([^"]+)"')
_BEFORE, _AFTER = 6, 4
"""Priorities on either side of the checks of MkDocs and its forks, which have 5."""


class Anchors(Extension):
    """Shows the ids of stashed HTML to whatever reads the tree between two priorities."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the two treeprocessors."""
        shown = Element("div")
        md.treeprocessors.register(_Show(md, shown), "anchors_show", _BEFORE)
        md.treeprocessors.register(_Hide(md, shown), "anchors_hide", _AFTER)


class _Show(Treeprocessor):
    def __init__(self, md: Markdown, shown: Element) -> None:
        super().__init__(md)
        self.shown = shown

    def run(self, root: Element) -> None:
        self.shown.clear()
        for block in self.md.htmlStash.rawHtmlBlocks:
            for found in _ID.finditer(str(block)):
                SubElement(self.shown, "span", id=found[1])
        root.append(self.shown)


class _Hide(_Show):
    def run(self, root: Element) -> None:
        root.remove(self.shown)


def makeExtension(**options: object) -> Anchors:  # noqa: N802 (Markdown's name)
    """Markdown's way to ask for the extension."""
    return Anchors(**options)
