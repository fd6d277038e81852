"""Standalone: a timeline as a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files

from anyio_timeline.editing import Edition
from anyio_timeline.figure import figure
from anyio_timeline.html import escaped
from anyio_timeline.model import Timeline
from anyio_timeline.picture.axis import in_words
from anyio_timeline.picture.drawing import draw
from anyio_timeline.picture.layout import WIDE
from anyio_timeline.picture.lettering import STATUS
from anyio_timeline.trace import as_trace
from anyio_timeline.words import as_list, summary

_LEFT, _TOP, _ICON = 16, 40, 26
"""Where the picture begins in its file, and the room of an icon in the legend."""

_HERE = files("anyio_timeline")
"""It may be an archive, from which the package is imported."""

_DRAWN, _TOLD, _WHOLE = 2, 3, 9
"""Digits of a measured time, besides the first one: what a picture shows, what words tell, all."""

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {full} {height}" width="{full}" \
height="{height}" data-scheme="light" style="--tl-paper: #fff; --tl-ink: #1d2733; \
background: #fff; font-family: system-ui, sans-serif">
<style>
{style}
/* the wide picture is the only one here, and no container says how wide it is */
.tl-wide {{ display: block; }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
<text x="{left}" y="26" font-size="14" font-weight="600" fill="#1d2733">{title}</text>
<svg x="{left}" y="{top}" width="{width}" height="{high}">
{wide}
</svg>
{legend}</svg>"""

_ENTRY = """\
<g transform="translate({x} {y})">{icon}<text x="{room}" y="12" font-size="12" fill="#4d5866">\
{meaning}</text></g>
"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
{style}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem; background: var(--paper); \
color: var(--ink); font: 1rem/1.5 var(--sans); }}
.tools {{ display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; }}
.tools label {{ display: inline-flex; gap: 0.5rem; align-items: center; }}
.is-zoomed .tl-picture {{ max-height: 85vh; overflow: auto; }}
.is-zoomed .tl-svg {{ width: calc(var(--zoom) * 100%); max-width: none; }}
.tl-svg > .is-other {{ opacity: 0.15; }}
</style>
</head>
<body>
<h1>{title}</h1>
{figure}
<script>
{script}
</script>
</body>
</html>"""


def as_svg(timeline: Timeline, title: str) -> str:
    """The wide picture, with its legend below and its style inside.

    Args:
        timeline: What is drawn.
        title: What it is of.
    """
    drawing = draw(timeline, "words", title, f"{summary(timeline)}\n{as_list(timeline)}")
    legend = [*_placed(drawing.legend, _TOP + drawing.height + 10)]
    return _SVG.format(
        full=WIDE + 2 * _LEFT,
        height=round(max((y for _, y, _, _ in legend), default=0) + 30),
        style=_style(),
        left=_LEFT,
        top=_TOP,
        title=escaped(_of(timeline, title)),
        width=WIDE,
        high=drawing.height,
        wide=drawing.wide,
        legend="".join(
            _ENTRY.format(x=x, y=y, icon=icon, room=_ICON, meaning=escaped(meaning))
            for x, y, icon, meaning in legend
        ),
    )


def _placed(
    legend: Iterable[tuple[str, str]], top: float
) -> Iterator[tuple[float, float, str, str]]:
    """The entries of a legend with their places, in as many rows as they need."""
    x, y = float(_LEFT), top
    for icon, meaning in legend:
        width = _ICON + STATUS.width(meaning) + 16
        if x + width > _LEFT + WIDE and x > _LEFT:
            x, y = float(_LEFT), y + 20
        yield round(x), round(y), icon, meaning
        x += width


def as_page(timeline: Timeline, title: str, told: Timeline | None = None) -> str:
    """An HTML page with the picture, which is fit for every width, and the list of events.

    It can be enlarged and searched; it needs no network.

    Args:
        timeline: What is drawn.
        title: What it is of.
        told: The same in more digits, for the list.
    """
    return _PAGE.format(
        title=escaped(_of(timeline, title)),
        style=_style(),
        figure=figure(timeline, "timeline", title, told=told),
        script=(_HERE / "scripts" / "page.js").read_text("utf-8"),
    )


def as_words(timeline: Timeline, title: str) -> str:
    """The list of events as text."""
    return f"{title}: {summary(timeline)}\n{as_list(timeline)}"


def _of(timeline: Timeline, title: str) -> str:
    """The title of a picture; where that's a part of a run only, it says so."""
    begin, end = in_words(timeline.begin), in_words(timeline.end.seconds)
    if timeline.begin:
        return f"{title}: from {begin} {f'to {end}' if timeline.is_cut else 'on'}"
    return f"{title}: the first {end}" if timeline.is_cut else title


def _style() -> str:
    names = ("palette.css", "timeline.css")
    sheets = ((_HERE / "styles" / name).read_text("utf-8") for name in names)
    return "\n".join(sheets)


FORMATS: dict[str, Callable[[Edition, str], str]] = {
    ".svg": lambda edition, title: as_svg(edition.timeline(_DRAWN), title),
    ".html": lambda edition, title: as_page(
        edition.timeline(_DRAWN), title, edition.timeline(_TOLD, least=4)
    ),
    ".txt": lambda edition, title: as_words(edition.timeline(_TOLD, least=4), title),
    ".json": lambda edition, title: as_trace(edition.timeline(_WHOLE, folds=False), title),
}
"""What makes a file of what a program did and its title, by the suffix of the file."""
