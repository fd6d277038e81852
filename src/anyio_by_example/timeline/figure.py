"""Figure: a timeline as HTML: the picture, its legend, and the same in words."""

from __future__ import annotations

from markupsafe import Markup

from anyio_by_example.templates import environment
from anyio_by_example.timeline.model import Timeline
from anyio_by_example.timeline.picture.axis import in_words
from anyio_by_example.timeline.picture.drawing import draw
from anyio_by_example.timeline.words import events, summary

LARGE = 320
"""How high a picture can be that isn't folded."""


def figure(timeline: Timeline, ident: str, title: str, *, writes: bool = False) -> Markup:
    """The HTML of a timeline.

    Args:
        timeline: What is shown.
        ident: An id that no other one on the page has.
        title: What it is of.
        writes: Whether the picture has what was printed in words, where no output stands beside it.
    """
    described_by = f"{ident}-words"
    drawing = draw(timeline, described_by, title, writes=writes)
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
        )
    )
    return Markup(html)  # noqa: S704 (the template escapes)
