"""Figure: a timeline as HTML: the picture, its legend, and the same in words."""

from __future__ import annotations

from markupsafe import Markup

from anyio_by_example.templates import environment
from anyio_by_example.timeline.model import Timeline
from anyio_by_example.timeline.picture.axis import in_words
from anyio_by_example.timeline.picture.drawing import draw
from anyio_by_example.timeline.words import events, summary

LARGE = 400
"""How high a picture can be that isn't folded."""


def is_worth_a_picture(timeline: Timeline) -> bool:
    """Whether a picture says more than the output: time passes, or something is cancelled.

    If neither is so, it shows an order and nothing else, and the output has that.
    """
    is_cancelled = any(scope.cancelled for scope in timeline.scopes)
    return timeline.end.seconds > 0 or is_cancelled


def figure(timeline: Timeline, ident: str, title: str, *, on_site: bool = True) -> Markup:
    """The HTML of a timeline.

    Args:
        timeline: What is shown.
        ident: An id that no other one on the page has.
        title: What it is of.
        on_site: Whether it's on a page of the site: below its code and its output, so that what was
            printed isn't written once more, and all three can be walked through together.
    """
    described_by = f"{ident}-words"
    drawing = draw(timeline, described_by, title, writes=not on_site)
    html = (
        environment()
        .get_template("timeline.html")
        .render(
            drawing=drawing,
            is_large=drawing.height > LARGE,
            events=events(timeline),
            ident=described_by,
            in_words=in_words,
            summary=summary(timeline),
            walks=on_site,
        )
    )
    return Markup(html)  # noqa: S704 (the template escapes)
