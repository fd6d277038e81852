"""Standalone: a timeline as a file of its own, for a program that isn't an example of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files

from markupsafe import Markup

from anyio_by_example.templates import environment
from anyio_by_example.timeline.figure import figure
from anyio_by_example.timeline.model import Timeline
from anyio_by_example.timeline.picture.axis import in_words
from anyio_by_example.timeline.picture.drawing import draw
from anyio_by_example.timeline.picture.layout import WIDE
from anyio_by_example.timeline.picture.lettering import STATUS
from anyio_by_example.timeline.words import as_list, summary

_LEFT, _TOP, _ICON = 16, 40, 26
"""Where the picture begins in its file, and the room of an icon in the legend."""

_STYLES = files("anyio_by_example") / "publishing" / "styles"


def as_svg(timeline: Timeline, title: str) -> str:
    """The wide picture, with its legend below and its style inside.

    Args:
        timeline: What is drawn.
        title: What it is of.
    """
    drawing = draw(timeline, "words", title, f"{summary(timeline)}\n{as_list(timeline)}")
    legend = [*_placed(drawing.legend, _TOP + drawing.height + 10)]
    height = round(max((y for _, y, _, _ in legend), default=0) + 30)
    size = {"drawing": drawing, "left": _LEFT, "top": _TOP, "width": WIDE, "height": height}
    return _render("timeline.svg", _of(timeline, title), **size, legend=legend, icon_room=_ICON)


def _placed(
    legend: Iterable[tuple[Markup, str]], top: float
) -> Iterator[tuple[float, float, Markup, str]]:
    """The entries of a legend with their places, in as many rows as they need."""
    x, y = float(_LEFT), top
    for icon, meaning in legend:
        width = _ICON + STATUS.width(meaning) + 16
        if x + width > _LEFT + WIDE and x > _LEFT:
            x, y = float(_LEFT), y + 20
        yield round(x), round(y), icon, meaning
        x += width


def as_page(timeline: Timeline, title: str) -> str:
    """An HTML page with the picture, which is fit for every width, and the list of events."""
    return _render(
        "page.html", _of(timeline, title), figure=figure(timeline, "timeline", title, on_site=False)
    )


def as_words(timeline: Timeline, title: str) -> str:
    """The list of events as text."""
    return f"{title}: {summary(timeline)}\n{as_list(timeline)}"


def _of(timeline: Timeline, title: str) -> str:
    """The title of a picture; where that's the beginning of a run only, it says so."""
    return f"{title}: the first {in_words(timeline.end.seconds)}" if timeline.is_cut else title


def _render(template: str, title: str, **parts: object) -> str:
    styles = ((_STYLES / name).read_text("utf-8") for name in ("palette.css", "timeline.css"))
    style = Markup("\n".join(styles))  # noqa: S704 (our own)
    return environment().get_template(template).render(title=title, style=style, **parts)


FORMATS: dict[str, Callable[[Timeline, str], str]] = {
    ".svg": as_svg,
    ".html": as_page,
    ".txt": as_words,
}
"""What makes a file of a timeline and its title, by the suffix of the file."""
