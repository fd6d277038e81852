"""Anchors: a Markdown extension that shows the ids inside a fence's HTML to what looks for ids.

A fence's HTML stays in Markdown's stash until the page is put together. A builder that checks links
looks for ids before that, in the tree, and so does autorefs, which makes links to them from other
pages. The ids stand in the tree while they look, and are gone from the page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

_ID = re.compile(r'<[^<>]*\sid="?([^"\s>]+)')
_UNQUOTED = re.compile(r'(<[^<>]*\sid=)([^"\s>]+)')
_BEFORE, _AFTER = 6, -1
"""Priorities around those of MkDocs's check, which has 5, and of autorefs, which has 0."""

_TRIM = 3
"""Priority after that of markdown-exec's `RemoveHeadings`, which has 4."""


class Anchors(Extension):
    """Shows the ids of stashed HTML to whatever reads the tree between two priorities."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the treeprocessors."""
        shown = Element("div")
        md.treeprocessors.register(_Show(md, shown), "anchors_show", _BEFORE)
        md.treeprocessors.register(_Hide(md, shown), "anchors_hide", _AFTER)
        md.treeprocessors.register(_Trim(md), "anchors_trim", _TRIM)


class _Show(Treeprocessor):
    def __init__(self, md: Markdown, shown: Element) -> None:
        super().__init__(md)
        self.shown = shown

    def run(self, root: Element) -> None:
        self.shown.clear()
        for block in self.md.htmlStash.rawHtmlBlocks:
            for found in _ID.finditer(str(block)):
                SubElement(self.shown, "a", id=found[1], href="")
        root.append(self.shown)
        if _zensical_knows(self.shown):
            # its check sees an id in the HTML, and only between quotes
            blocks = self.md.htmlStash.rawHtmlBlocks
            blocks[:] = [_UNQUOTED.sub(r'\1"\2"', str(block)) for block in blocks]


class _Hide(_Show):
    def run(self, root: Element) -> None:
        root.remove(self.shown)


class _Trim(Treeprocessor):
    """Takes away the line break that markdown-exec leaves behind a fence's HTML with headings.

    With it, Markdown would not see that a paragraph holds nothing but that HTML, and keep the
    paragraph around it.
    """

    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            text = (paragraph.text or "").strip()
            if not len(paragraph) and HTML_PLACEHOLDER_RE.fullmatch(text):
                paragraph.text = text


def _zensical_knows(shown: Element) -> bool:
    """Tell Zensical the ids for its autorefs, which aren't in the tree; False if it doesn't ask."""
    try:
        from zensical.extensions.autorefs import get_autorefs_store
    except ImportError:
        return False
    store = get_autorefs_store()
    if store.current_page is None:
        return False
    for anchor in shown:
        store.register_anchor(store.current_page, anchor.attrib["id"])
    return True


def makeExtension(**options: object) -> Anchors:  # noqa: N802 (Markdown's name)
    """Markdown's way to ask for the extension."""
    return Anchors(**options)
