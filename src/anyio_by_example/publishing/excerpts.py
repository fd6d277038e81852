"""Excerpts: what a built page says of an example, and the points of a review that are on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from anyio_by_example.pages.points import Parts, parts
from anyio_by_example.publishing.memo import Memo
from anyio_by_example.publishing.reading import classes

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STOPS = f"{', '.join(_HEADINGS)}, figure.example"
_CODE = re.compile(r"</?code\b[^>]*>")
_POINT = re.compile(r"(?s)\A\s*<a\b[^>]*>[^<]*</a>\s*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An example with what its page says of it, as HTML with the page's own links."""

    figure: str
    """Without what it did on other releases."""
    brief: str
    """The whole figure but for its timelines."""
    releases: str
    """What it did on other releases; empty if that isn't known."""
    lead: str
    """The paragraph that leads to it; empty if none does."""
    explanation: str
    """What stands between it and the next heading or example."""
    is_beside: bool
    """Whether there is enough of it to stand beside the example."""
    said: str
    """The same as text: a paragraph on a line, code between backticks."""
    ident: str
    """The id of the heading above it; empty if there is none."""
    heading: str


@dataclass(frozen=True, slots=True)
class Excerpts:
    """What can be shown apart from a page."""

    examples: dict[str, Excerpt]
    """By the ids of the examples, in the order of the page."""
    points: dict[str, Parts]
    """By their codes."""


_kept: Memo[Excerpts] = Memo()


def excerpts(file: Path) -> Excerpts:
    """What is on a built page; it's looked for again only if the page says something else.

    Args:
        file: The page.
    """
    content = file.read_bytes()
    return _kept.get(file, content, lambda: _excerpts(content))


def _excerpts(content: bytes) -> Excerpts:
    html = LexborHTMLParser(content)
    for mark in html.css(".headerlink"):
        mark.decompose()
    main = html.css_first("main") or html.css_first("body")
    if main is None:
        return Excerpts({}, {})
    examples, ident, heading = {}, "", ""
    for node in main.css(_STOPS):
        if node.tag in _HEADINGS:
            ident, heading = node.id or "", " ".join(node.text().split())
        elif node.id:
            examples[node.id] = _excerpt(node, ident, heading)
    return Excerpts(examples, dict(_points(main)))


def _excerpt(figure: LexborNode, ident: str, heading: str) -> Excerpt:
    after, is_followed = _after(figure)
    # what leads to the next example says nothing of this one
    if is_followed and after and _leads(after[-1]):
        after.pop()
    before = _before(figure)
    is_beside = "explained" in classes(figure.parent)
    explanation = "\n".join(node.html or "" for node in after)
    releases = figure.css_first(".releases")
    unfolded = (releases.html or "") if releases is not None else ""
    whole = figure.html or ""
    for timelines in figure.css(".example-timelines"):
        timelines.decompose()
    return Excerpt(
        figure=whole.replace(unfolded, "") if unfolded else whole,
        brief=figure.html or "",
        releases=unfolded,
        lead=(before.html or "") if before is not None and _leads(before) else "",
        explanation=explanation,
        is_beside=is_beside,
        said="\n".join(_text(node.html or "") for node in after),
        ident=ident,
        heading=heading,
    )


def _after(node: LexborNode) -> tuple[list[LexborNode], bool]:
    """What comes after an element until the next heading or example, and whether that is one."""
    found: list[LexborNode] = []
    at: LexborNode | None = node
    while at is not None and at.tag not in {"main", "article", "body"}:
        following = at.next
        while following is not None:
            # of the element itself and what is in it
            stop = following.css_first(_STOPS)
            if stop is not None:
                return found, stop.tag == "figure"
            if "explanation" in classes(following):
                found += (each for each in following.iter(include_text=False))
            elif following.tag != "-text":
                found.append(following)
            following = following.next
        at = at.parent
    return found, False


def _text(html: str) -> str:
    body = LexborHTMLParser(_CODE.sub("`", html)).body
    return " ".join(body.text().split()) if body else ""


def _before(node: LexborNode) -> LexborNode | None:
    """The element before an element, or before what that begins."""
    at: LexborNode | None = node
    while at is not None and at.tag not in {"main", "article", "body"}:
        before = at.prev
        while before is not None and before.tag == "-text":
            before = before.prev
        if before is not None:
            return before
        at = at.parent
    return None


def _leads(node: LexborNode) -> bool:
    return node.tag == "p" and node.text().rstrip().endswith(":")


def _points(main: LexborNode) -> Iterator[tuple[str, Parts]]:
    for point in main.css("a.point[id]"):
        item = point.parent
        while item is not None and item.tag not in {"li", "main"}:
            item = item.parent
        if item is None or item.tag != "li" or not point.id:
            continue
        inside = "".join(child.html or "" for child in item.iter(include_text=True))
        inside = re.sub(r"(?s)\A\s*<p>(.*)</p>\s*\Z", r"\1", inside)
        yield point.id, parts(" ".join(_POINT.sub("", inside).split()))
