"""Timelines: a run's timeline as a page of the site shows it, below its code and its output."""

from __future__ import annotations

from markupsafe import Markup

from anyio_timeline.figure import figure as drawn
from anyio_timeline.model import Timeline

_WALK = (
    '<p class="tl-walk js-only"><span class="tl-told">Point at a part<span class="tl-keys">, or '
    "step through with <kbd>←</kbd> <kbd>→</kbd></span>: its code and output light up.</span>"
    '<span class="tl-steps"><button type="button" data-step="-1" aria-label="One part back">‹'
    '</button><button type="button" data-step="1" aria-label="One part on">›</button></span></p>\n'
)
_EXPLAINED = (
    '<li><autoref identifier="how-to-read-a-timeline" optional>How to read a timeline</autoref>'
    "</li>"
)


def figure(timeline: Timeline, ident: str, title: str) -> Markup:
    """The HTML of a timeline, which can be walked through together with its code and output.

    Args:
        timeline: What is shown.
        ident: An id that no other one on the page has.
        title: What it is of.
    """
    html = drawn(timeline, ident, title, writes=False, below=_WALK, explained=_EXPLAINED)
    return Markup(html)  # noqa: S704 (all that is of the program is escaped)
