"""Example pages: each example at its permanent address, `e/<topic>/<name>/`.

It is the example as its page shows it, with what the page says of it, what does the same on older
releases of AnyIO, the points of a review that it proves, the names of AnyIO that it uses, and its
neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from textwrap import shorten

from anyio_by_example.examples.example import Example
from anyio_by_example.pages.points import Point
from anyio_by_example.publishing.excerpts import Excerpt, excerpts
from anyio_by_example.publishing.framed import Content, Frame, markdown_of
from anyio_by_example.publishing.memo import Memo
from anyio_by_example.publishing.places import Place, find_places
from anyio_by_example.publishing.proved import citing, find_proved
from anyio_by_example.publishing.redirects import relative
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.reference.entry import public_names
from anyio_by_example.templates import environment

_WIDEST = 200
"""Characters of the longest description."""


@dataclass(frozen=True)
class _Facts:
    """What is known of an example besides what its page says."""

    older: tuple[Example, ...]
    """Its older forms."""
    points: list[Point]
    """The points of a review that it proves."""
    names: list[tuple[str, Place]]
    """The names of AnyIO that it uses, with their entries."""


_kept: Memo[dict[str, str]] = Memo()


def write(site: Site) -> None:
    """Write `e/<topic>/<name>/index.html` for each example that a page shows."""
    places = find_places(site)
    points, entries = citing(find_proved(site, places)), places.entries()
    by_page: dict[PublishedPage, dict[Example, _Facts]] = {}
    for example, place in places.examples(site.library.examples()).items():
        older = site.library.older(example)
        facts = _Facts(older, points.get(example.id, []), _names(site, example, entries))
        by_page.setdefault(place.page, {})[example] = facts
    for page, examples in by_page.items():
        html = (site.folder / page.file).read_bytes()
        source = site.name, site.address, page, html, examples
        made = _kept.get(page.file, source, partial(_made, site, page, examples))
        for file, text in made.items():
            site.write(file, text)


def _made(site: Site, page: PublishedPage, examples: dict[Example, _Facts]) -> dict[str, str]:
    """The pages of the examples that a page shows, by their files."""
    frame, found = Frame(site, page), excerpts(site.folder / page.file).examples
    by_id = {example.id: example for example in examples}
    order = [by_id[ident] for ident in found if ident in by_id]
    before, after = dict(pairwise(reversed(order))), dict(pairwise(order))
    made = {}
    for example in order:
        excerpt = found[example.id]
        content = Content(
            address=example.address,
            title=f"Wrong: {example.caption}" if example.settings.right else example.caption,
            description=describe(excerpt.said) or page.description,
            html=_html(
                Place(page, example.id),
                excerpt,
                example,
                examples[example],
                (before.get(example), after.get(example)),
            ),
            markdown=markdown_of(example.address),
            example=example.id,
        )
        made[content.file] = frame.around(content)
    return made


def describe(text: str) -> str:
    """The beginning of a text, as long as a link preview shows it."""
    return shorten(text.replace("`", ""), _WIDEST, placeholder=" …")


def _names(site: Site, example: Example, entries: dict[str, Place]) -> list[tuple[str, Place]]:
    used = site.library.targets_in(example) & public_names().all
    return [(name, entries[name]) for name in sorted(used) if name in entries]


def _html(
    place: Place,
    excerpt: Excerpt,
    example: Example,
    facts: _Facts,
    neighbours: tuple[Example | None, Example | None],
) -> str:
    folder = place.page.file.rpartition("/")[0]

    def link(address: str) -> str:
        """An address below the site's, as the page writes it that the example is from."""
        return relative(address, folder)

    return (
        environment()
        .get_template("example_page.html")
        .render(
            link=link,
            example=example,
            place=place,
            heading=Place(place.page, excerpt.ident),
            excerpt=excerpt,
            older=facts.older,
            points=facts.points,
            names=facts.names,
            previous=neighbours[0],
            next=neighbours[1],
            markdown=markdown_of(example.address),
        )
    )
