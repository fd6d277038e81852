"""Explained: a Markdown extension that groups each example with the text that explains it.

Without a style sheet, on paper and in a narrow window, a group reads as if it weren't one.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from anyio_by_example.pages.explained import GROUP, TEXT, Part, explained

_LAST = -2
"""Priority after all that looks for headings and ids in the tree."""

_EXAMPLE = '<figure class="example'
_TEXT = {"p", "ul", "ol", "dl", "blockquote"}


class Explained(Extension):
    """Puts each example that has an explanation into a group with it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register the treeprocessor."""
        md.treeprocessors.register(_Group(md), "explained", _LAST)


class _Group(Treeprocessor):
    def run(self, root: Element) -> None:
        blocks = list(root)
        # from the last to the first, since a group takes the place of several
        for group in reversed([*explained([self._part(block) for block in blocks])]):
            example, *text = blocks[group]
            whole = Element("div", {"class": GROUP})
            whole.text = whole.tail = "\n"
            explanation = Element("div", {"class": TEXT})
            explanation.text = explanation.tail = "\n"
            explanation.extend(text)
            whole.extend([example, explanation])
            root[group] = [whole]

    def _part(self, block: Element) -> Part:
        found = HTML_PLACEHOLDER_RE.fullmatch((block.text or "").strip())
        if block.tag == "p" and not len(block) and found:
            html = str(self.md.htmlStash.rawHtmlBlocks[int(found[1])])
            return Part("example" if html.lstrip().startswith(_EXAMPLE) else "other")
        is_note = block.tag == "div" and "admonition" in block.get("class", "").split()
        if is_note or block.tag in _TEXT:
            text = "".join(block.itertext())
            return Part("text", len(text.split()), text.rstrip().endswith(":"))
        return Part("other")


def makeExtension(**options: object) -> Explained:  # noqa: N802 (Markdown's name)
    """Markdown's way to ask for the extension."""
    return Explained(**options)
