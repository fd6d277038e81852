"""Glossary: a Markdown extension that explains a term where a page uses it first.

It sees the HTML of a whole page, with that of its fences, so that the first use is the reader's.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from anyio_by_example.builders.place import place
from anyio_by_example.pages.glossary import find_glossary
from anyio_by_example.problem import Problem

_LAST = -2
"""Priority after all that others do to the tree, and to the HTML that is made of it."""


class Terms(Extension):
    """Refers to the glossary at the first use of each of its terms."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the processors."""
        refer = _Refer(md)
        md.treeprocessors.register(_Built(md, refer), "glossary", _LAST)
        md.postprocessors.register(refer, "glossary", _LAST)


class _Built(Treeprocessor):
    def __init__(self, md: Markdown, refer: _Refer) -> None:
        super().__init__(md)
        self.refer = refer

    def run(self, root: Element) -> None:
        del root
        self.refer.is_page = True


class _Refer(Postprocessor):
    is_page = False
    """Whether the tree is built. Before, single headings are made HTML, for a table of contents."""

    def run(self, text: str) -> str:
        where = place(self.md) if self.is_page else None
        self.is_page = False
        if where is None:
            return text
        docs, page = where
        try:
            return find_glossary(docs).linked(text, page)
        except Problem:
            # publishing needs the glossary too, and says what is wrong with it
            return text


def makeExtension(**options: object) -> Terms:  # noqa: N802 (Markdown's name)
    """Markdown's way to ask for the extension."""
    return Terms(**options)
