"""What is at permanent addresses, as Markdown: `e/<topic>/<name>.md` and `r/<code>.md`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from anyio_by_example.api.markdown import escape
from anyio_by_example.examples.example import Example
from anyio_by_example.pages.points import Point
from anyio_by_example.publishing import example_markdown
from anyio_by_example.publishing.framed import markdown_of
from anyio_by_example.publishing.markdown_links import MARK
from anyio_by_example.publishing.places import Place, find_places
from anyio_by_example.publishing.proved import Proved, citing, find_proved
from anyio_by_example.publishing.site import PublishedPage, Site

Pages = Mapping[str, tuple[PublishedPage, str]]
"""The Markdown of pages, by their files."""

_BOUNDARY = re.compile(
    r'(?ms)^ *(?P<ticks>`{3,})[^`\n]*\n.*?^ *(?P=ticks) *$|^ *<a id="(?P<ident>[^"\n]+)"></a>|^#+ '
)
_ANCHOR = re.compile(r'<a id="([^"\n]+)"></a>')


def permanent(
    site: Site, pages: Pages, convert: Callable[[PublishedPage, str], str]
) -> dict[str, str]:
    """The Markdown of all examples and points by their files; their links are yet to be placed.

    Args:
        site: The site.
        pages: The Markdown of its pages.
        convert: What writes Markdown that may stand on a page.
    """
    places = find_places(site)
    proved = [*find_proved(site, places)]
    points = citing(proved)
    examples = places.examples(site.library.examples())
    by_id = {example.id: example for example in examples}
    found = {}
    for file, (page, text) in pages.items():
        excerpts = {ident: said for ident, said in _excerpts(text) if ident in by_id}
        before, after = dict(pairwise(reversed(excerpts))), dict(pairwise(excerpts))
        for ident, said in excerpts.items():
            example = by_id[ident]
            near = [by_id.get(before.get(ident, "")), by_id.get(after.get(ident, ""))]
            parts = [
                f"# {escape(example.caption)}",
                said,
                *_cited(points.get(ident, [])),
                *_near(near),
            ]
            own = markdown_of(example.address)
            where = f"On the page [{page.title}]({MARK}{file}#{ident}).\n"
            found[own] = "\n\n".join([_at_home("\n\n".join(parts), own), where])
    for each in proved:
        address = markdown_of(each.point.address)
        found[address] = _at_home(_point(site, each, examples, convert), address)
    return found


def _excerpts(text: str) -> Iterator[tuple[str, str]]:
    """What follows each anchor of a page up to the next one or the next heading."""
    bounds = [each for each in _BOUNDARY.finditer(text) if not each["ticks"]]
    ends = [each.start() for each in bounds[1:]] + [len(text)]
    for bound, end in zip(bounds, ends, strict=False):
        if ident := bound["ident"]:
            said = textwrap.dedent(text[bound.start() : end]).strip()
            # what leads to the next example says nothing of this one
            following, _, last = said.rpartition("\n\n")
            is_followed = text[end:].lstrip().startswith("<a id=")
            yield ident, following if is_followed and last.endswith(":") else said


def _cited(points: list[Point]) -> Iterator[str]:
    if points:
        items = (
            f"- [{p.code}]({MARK}{markdown_of(p.address)}): {escape(p.title)}." for p in points
        )
        yield "In a review:\n\n" + "\n".join(items)


def _near(near: list[Example | None]) -> Iterator[str]:
    for label, example in zip(("Before it", "After it"), near, strict=True):
        if example:
            yield f"{label}: [{escape(example.caption)}]({MARK}{markdown_of(example.address)})"


def _point(
    site: Site,
    proved: Proved,
    examples: Mapping[Example, Place],
    convert: Callable[[PublishedPage, str], str],
) -> str:
    """A point with the examples that it's shown with."""
    point, page = proved.point, proved.place.page
    said = point.parts
    texts = [f"# {escape(f'{point.code}: {point.title}')}", said.claim]
    if said.look_for:
        texts.append(f"**Look for** {said.look_for}.")
    if said.remedy:
        texts.append(f"**Do** {said.remedy}")
    if said.proofs:
        texts.append(f"**Proof** {said.proofs}")
    if proved.newest:
        name = f"[`{proved.newest}`][{proved.newest}]"
        texts.append(f"Since AnyIO {proved.since}, the first release with {name}.")
    texts.append(f"On the page [{page.title}](#{point.code}).")
    parts = [convert(page, "\n\n".join(texts))]
    for example in proved.shown:
        text = example_markdown.example(site.library, example.name)
        parts.append(convert(examples[example].page, text))
    return "\n".join(parts)


def _at_home(text: str, file: str) -> str:
    """A text whose links to its own anchors stay in it."""
    idents = "|".join(map(re.escape, _ANCHOR.findall(text)))
    return re.sub(rf"{MARK}[^#)\s]*#({idents})(?=[)\s])", rf"{MARK}{file}#\1", text)
