"""Figure: a timeline as HTML: the picture, its legend, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator

from anyio_timeline.html import escaped
from anyio_timeline.model import Timeline
from anyio_timeline.picture.axis import in_words
from anyio_timeline.picture.drawing import draw
from anyio_timeline.words import events, summary

LARGE = 400
"""How high a picture can be that isn't folded."""

_FOLDED = '<p class="tl-all"><label><input type="checkbox"> Show the whole picture</label></p>'


def is_worth_a_picture(timeline: Timeline) -> bool:
    """Whether a picture says more than the output: time passes, or something is cancelled.

    If neither is so, it shows an order and nothing else, and the output has that.
    """
    is_cancelled = any(scope.cancelled for scope in timeline.scopes)
    return timeline.end.seconds > 0 or is_cancelled


def figure(
    timeline: Timeline,
    ident: str,
    title: str,
    *,
    writes: bool = True,
    below: str = "",
    explained: str = "",
    told: Timeline | None = None,
) -> str:
    """The HTML of a timeline.

    Args:
        timeline: What is shown.
        ident: An id that no other one on the page has.
        title: What it is of.
        writes: Whether it has what was printed in words; it needn't where the output stands beside.
        below: HTML that comes between the picture and its legend.
        explained: HTML of a last entry of the legend.
        told: The same in more digits, for the list of events.
    """
    described_by = f"{ident}-words"
    drawing = draw(timeline, described_by, title, writes=writes)
    is_large = drawing.height > LARGE
    legend = "".join(f"<li>{icon}{escaped(text)}</li>\n" for icon, text in drawing.legend)
    words = told or timeline
    return (
        f'<div class="tl{" is-large" if is_large else ""}">\n'
        f'<div class="tl-picture">\n{drawing.wide}\n{drawing.narrow}\n</div>\n'
        f"{_FOLDED if is_large else ''}"
        f"{below}"
        f'<ul class="tl-legend">\n{legend}{explained}</ul>\n'
        '<details class="tl-words">\n'
        f'<summary id="{escaped(described_by)}">In words: {escaped(summary(words))}</summary>\n'
        f"<ol>\n{''.join(_steps(words))}</ol>\n</details>\n</div>"
    )


def _steps(timeline: Timeline) -> Iterator[str]:
    """Each event as an entry of a list, with its time where that isn't the one before."""
    last = ""
    for event in events(timeline):
        line = "" if event.line is None else f' data-line="{event.line}"'
        number = "" if event.number is None else f' data-print="{event.number}"'
        time = in_words(event.at.seconds)
        shown = "" if time == last else f"<b>{escaped(time)}</b> "
        last = time
        yield f"<li{line}{number}>{shown}{escaped(event.text)}</li>\n"
