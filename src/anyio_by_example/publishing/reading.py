"""Reading: what is on a built page, for all that publishes it: its ids, and its sections as text.

It reads pages and not what a builder knows of them, so that every builder's pages are read alike.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_PROSE = ", ".join(
    (
        # examples, and lists of what is elsewhere: they are found where they are
        ".example",
        ".api-uses",
        ".all-changes",
        ".catalogue",
        ".catches",
        ".compatibility",
        ".coverage",
        ".pages",
        "[data-playground]",
        # the title of a page, which isn't its text; that of the home page is part of its banner
        "article > h1",
        # signs and scripts
        ".headerlink",
        "script",
        "style",
    )
)
_REFUTED = {"false", "outdated"}
"""The classes of verdicts on sentences that would be taken for ours where nobody sees them."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "li", "pre"}
"""The elements after which a line ends."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is below it, up to the next one or to the end of what it is in."""

    ident: str
    """The id of its heading; empty for what is below the page's title."""
    title: str
    """What the heading says; empty for what is below the page's title."""
    text: str
    """What is below it, a paragraph or a line of code on a line; without examples."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is on a page, in the order of the page."""

    ids: Mapping[str, str]
    """The ids below `<main>`, and the elements that have them."""
    sections: Sequence[Section]
    """What is below the page's title, even if it is nothing, and the sections after it."""
    headings: Sequence[tuple[str, str]] = ()
    """The ids of its headings, and what they say."""
    repeated: Collection[str] = ()
    """The ids that several elements have."""


_read: dict[Path, tuple[tuple[int, int], bytes, Reading]] = {}
"""What is in a file, with its state and a hash of what it said.

A builder writes every page anew at each save, and most say what they said before.
"""


def read(file: Path) -> Reading:
    """What is on a page; it's read again only if its file says something else.

    Args:
        file: The built page.

    Raises:
        OSError: if there is no such file.
    """
    state = file.stat()
    version = state.st_mtime_ns, state.st_size
    known = _read.get(file)
    if known and known[0] == version:
        return known[2]
    content = file.read_bytes()
    digest = hashlib.blake2b(content).digest()
    reading = known[2] if known and known[1] == digest else _parsed(content)
    _read[file] = version, digest, reading
    return reading


def _parsed(content: bytes) -> Reading:
    body = LexborHTMLParser(content).css("body")[0]
    main = body.css_first("main") or body
    found = [(node.id, node.tag or "") for node in main.css("[id]") if node.id]
    repeated = [ident for ident, count in Counter(ident for ident, _ in found).items() if count > 1]
    titles = (node for node in main.css(", ".join(sorted(_HEADINGS))) if node.id)
    headings = [(node.id or "", node.text()) for node in titles]
    prose = main.css_first("article") or main
    for node in prose.css(_NO_PROSE):
        node.decompose()
    for quotation in [*filter(_is_refuted, prose.css("blockquote"))]:
        quotation.decompose()
    return Reading(dict(found), tuple(_sections(prose)), headings, repeated)


def _is_refuted(quotation: LexborNode) -> bool:
    """Whether one of the verdicts below a quotation says that it isn't true."""
    below = quotation.next
    while below is not None and (below.tag == "-text" or "admonition" in classes(below)):
        if classes(below) & _REFUTED:
            return True
        below = below.next
    return False


def classes(node: LexborNode | None) -> set[str]:
    """The classes of an element, or none where there is no element."""
    return set() if node is None else set((node.attributes.get("class") or "").split())


def _sections(prose: LexborNode) -> Iterator[Section]:
    found: list[tuple[str, str, list[str]]] = []

    def begin(ident: str, title: str) -> list[str]:
        found.append((ident, " ".join(title.split()), []))
        return found[-1][2]

    def read_in(node: LexborNode, said: list[str], is_code: bool) -> None:
        for child in node.iter(include_text=True):
            tag, text = child.tag, child.text_content
            if text is not None:
                said.append(text if is_code else text.replace("\n", " "))
            elif tag in _HEADINGS and child.id:
                said = begin(child.id, child.text())
            else:
                read_in(child, said, is_code or tag == "pre")
                if tag in _BLOCKS:
                    said.append("\n")

    read_in(prose, begin("", ""), is_code=False)
    for ident, title, said in found:
        lines = (" ".join(line.split()) for line in "".join(said).split("\n"))
        yield Section(ident, title, "\n".join(filter(None, lines)))
