"""Point pages: each point of a review at its permanent address, `r/<code>/`.

It is what is true, what to look for and what to do about it, with the code that proves it: the
wrong and the right way side by side, if an example shows the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from html import escape
from itertools import pairwise

from anyio_by_example.examples.example import Example
from anyio_by_example.pages.points import Parts, Point, first_sentence, plain
from anyio_by_example.pages.review import TOPICS
from anyio_by_example.publishing.example_pages import describe
from anyio_by_example.publishing.excerpts import Excerpts, excerpts
from anyio_by_example.publishing.framed import Content, Frame, markdown_of
from anyio_by_example.publishing.memo import Memo
from anyio_by_example.publishing.places import Places, find_places
from anyio_by_example.publishing.proved import Proved, find_proved
from anyio_by_example.publishing.redirects import relative
from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.templates import environment

_CODE = re.compile(r"`([^`]*)`")
_REVIEW = "review.md"


_kept: Memo[str] = Memo()


def write(site: Site) -> None:
    """Write `r/<code>/index.html` for each point that is on a page."""
    places = find_places(site)
    pages = _Pages(site, places)
    proved = [*find_proved(site, places)]
    points = [each.point for each in proved]
    before, after = dict(pairwise(reversed(points))), dict(pairwise(points))
    for each in proved:
        near = before.get(each.point), after.get(each.point)
        source = site.name, site.address, each, near, *pages.sources(each)
        html = _kept.get(each.point.code, source, partial(_made, pages, each, near))
        site.write(f"{each.point.address}index.html", html)


def _made(pages: _Pages, proved: Proved, near: tuple[Point | None, Point | None]) -> str:
    point = proved.point
    content = Content(
        address=point.address,
        title=f"{point.code}: {point.title}",
        description=describe(_described(point)),
        html=pages.html(proved, *near),
        markdown=markdown_of(point.address),
    )
    return pages.frame(proved.place.page).around(content)


def _described(point: Point) -> str:
    """What a link preview says below the title."""
    said = point.parts
    look_for = f"Look for {plain(said.look_for)}." if said.look_for else ""
    text = f"{look_for} {sentence(plain(said.remedy))}".strip()
    return text.replace("`", "") or point.title


def sentence(text: str) -> str:
    """A text that begins with a capital letter, unless it begins with code or a tag."""
    return text[:1].upper() + text[1:]


class _Pages:
    """What the pages of points are made from.

    Args:
        site: The site.
        places: What is where.
    """

    def __init__(self, site: Site, places: Places) -> None:
        self._site, self._places = site, places
        self._page_of = {
            example: place.page
            for example, place in places.examples(site.library.examples()).items()
        }
        self._review = next((page for page in site.pages if page.path == _REVIEW), None)
        self.frame = cache(partial(Frame, site))
        self._content = cache(lambda page: (site.folder / page.file).read_bytes())

    def sources(self, proved: Proved) -> Iterator[bytes]:
        """What the pages say that a point's page is made from."""
        for page in (proved.place.page, *(self._page_of[each] for each in proved.shown)):
            yield self._content(page)

    def html(self, proved: Proved, previous: Point | None, following: Point | None) -> str:
        """What is on a point's page, with the links of the page that has the point."""
        point, page = proved.point, proved.place.page
        folder = page.file.rpartition("/")[0]
        said = self._of(page).points.get(point.code) or Parts(escape(point.text))
        claim, review = plain(point.parts.claim), self._review
        return (
            environment()
            .get_template("point_page.html")
            .render(
                link=lambda address: relative(address, folder),
                point=point,
                title=_titled(point),
                is_longer=claim != first_sentence(claim),
                said=said,
                sentence=sentence,
                since=proved.since,
                newest=proved.newest,
                entry=self._places.find(proved.newest),
                place=proved.place,
                review=review and (review, f"topic-{point.topic}", TOPICS.get(point.topic, "")),
                shown=[(each, self._figure(each, proved)) for each in proved.shown],
                is_pair=len(proved.shown) == 2,
                previous=previous,
                next=following,
                markdown=markdown_of(point.address),
            )
        )

    def _of(self, page: PublishedPage) -> Excerpts:
        return excerpts(self._site.folder / page.file)

    def _figure(self, example: Example, proved: Proved) -> str:
        """An example without its timelines, its lines marked that are proofs of a point."""
        page = self._page_of[example]
        html = self._of(page).examples[example.id].brief
        for proof, proving in proved.proofs:
            if proving is example and proof.line:
                line = f'<a id="{example.id}-L{proof.line}"'
                html = html.replace(line, f'{line} class="is-proof"', 1)
        return self.frame(page).links(html, proved.place.page.file)


def _titled(point: Point) -> str:
    """The title as HTML, its code marked as code."""
    title = escape(first_sentence(plain(point.text)).removesuffix("."))
    return _CODE.sub(r"<code>\1</code>", title)
