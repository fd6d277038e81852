"""Drawing: a timeline as two SVG images, one for a wide page and one for a narrow one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from anyio_timeline.model import Task, Thread, Timeline
from anyio_timeline.picture.bars import Bars
from anyio_timeline.picture.captions import Captions
from anyio_timeline.picture.frames import Frames
from anyio_timeline.picture.layout import AXIS_HEIGHT, NARROW, WIDE, Layout, Place
from anyio_timeline.picture.legend import legend
from anyio_timeline.picture.lettering import AXIS, Box
from anyio_timeline.picture.sheet import Sheet, add, cut, points


@dataclass(frozen=True)
class Drawing:
    """A drawn timeline.

    Args:
        wide: An SVG image for a column of at least 620 pixels.
        narrow: An SVG image for a phone.
        legend: An image and a meaning for each sign that occurs.
        height: That of the wide image, which is `WIDE` units wide.
        wide_boxes: The room of each text and sign in the wide image.
        narrow_boxes: The same for the narrow one.
    """

    wide: str
    narrow: str
    legend: tuple[tuple[str, str], ...]
    height: float
    wide_boxes: tuple[Box, ...]
    narrow_boxes: tuple[Box, ...]


def draw(
    timeline: Timeline, ident: str, name: str, description: str = "", *, writes: bool = True
) -> Drawing:
    """Draw a timeline.

    Args:
        timeline: What to draw.
        ident: The id of what says, in sentences, all that the drawing shows.
        name: What it shows, in a few words, for whoever can't see it.
        description: What has that id, if the wide image is to stand alone; empty if the page has
            such an element.
        writes: Whether the drawing has what was printed in words. It needn't where the output
            stands beside it: there, a dot is enough.
    """
    captions = Captions(timeline)
    wide, narrow = Sheet(WIDE, "tl-wide", True), Sheet(NARROW, "tl-narrow", False)
    layouts = [Layout(timeline, captions, is_narrow, writes) for is_narrow in (False, True)]
    return Drawing(
        wide=_image(wide, layouts[0]).finish(layouts[0].bottom + 6, name, ident, description),
        narrow=_image(narrow, layouts[1]).finish(layouts[1].bottom + 6, name, ident),
        legend=tuple(legend((wide.marks | narrow.marks) - (wide.said & narrow.said))),
        height=layouts[0].bottom + 6,
        wide_boxes=tuple(wide.boxes),
        narrow_boxes=tuple(narrow.boxes),
    )


def _image(sheet: Sheet, layout: Layout) -> Sheet:
    _axis(sheet, layout)
    frames = Frames(layout, sheet)
    for frame in layout.frames:
        frames.frame(frame)
    if not layout.is_narrow:
        _branches(sheet, layout)
    _starts(sheet, layout)
    bars = Bars(layout, sheet)
    for place in layout.places:
        item = place.row.item
        if isinstance(item, Task):
            bars.task(place, item)
        elif isinstance(item, Thread):
            bars.thread(place, item)
        else:
            bars.outside(place)
    return sheet


def _axis(sheet: Sheet, layout: Layout) -> None:
    """Draw the times, a band behind all that happens at one of them, and what isn't to scale."""
    top, bottom = AXIS_HEIGHT - 8, layout.bottom + 2
    instants = layout.axis.instants
    end = round(instants[-1].right)
    bands = "".join(
        points("M", round(instant.left), top)
        + points("H", round(instant.right))
        + f"V{bottom:g}"
        + points("H", round(instant.left))
        + "z"
        for instant in instants
        if len(instants) > 1 and instant.right > instant.left
    )
    if bands:
        add(sheet.back, "path", "tl-instant", d=bands)
        sheet.marks.add("instant")
    if layout.axis.wider:
        add(sheet.back, "path", "tl-axis", d=points("M", layout.left, top) + points("H", end))
        cuts = "".join(cut(round((left + right) / 2), top) for left, right in layout.axis.wider)
        add(sheet.back, "path", "tl-break", d=cuts)
        sheet.marks.add("wider")
    edges = [layout.left] if layout.timeline.begin else []
    edges += [float(end)] if layout.timeline.is_cut else []
    if edges:
        # something came before, or comes after
        add(sheet.back, "path", "tl-break", d="".join(cut(x, top) for x in edges))
        sheet.marks.add("part")
    ticks = layout.axis.ticks(0 if layout.is_narrow else layout.left - 14, layout.width)
    grid = "".join(points("M", round(tick.x), top) + points("V", bottom) for tick in ticks)
    add(sheet.back, "path", "tl-grid", d=grid)
    for tick in ticks:
        sheet.write(sheet.back, AXIS, tick.text, int(tick.left), 13)


def _branches(sheet: Sheet, layout: Layout) -> None:
    """Draw the tree beside the labels."""
    below = [place for place in layout.places if place.row.parent is not None]
    path = ""
    for parent, children in groupby(sorted(below, key=_parent), _parent):
        over = layout.places[parent]
        ends = [child.middle for child in children]
        x = over.label_x + 4
        path += points("M", x, over.middle + (18 if over.label.statuses else 8))
        path += points("V", ends[-1])
        path += "".join(points("M", x, end) + points("h", layout.indent - 6) for end in ends)
    if path:
        add(sheet.back, "path", "tl-tree", d=path)


def _parent(place: Place) -> int:
    return -1 if place.row.parent is None else place.row.parent


def _starts(sheet: Sheet, layout: Layout) -> None:
    """Draw a line down to each task and thread from what it belongs to."""
    lines = set()
    for place in layout.places:
        item = place.row.item
        if place.row.parent is None or not isinstance(item, Task | Thread):
            continue
        over = layout.places[place.row.parent]
        from_y = over.middle + over.half
        moments = [item.start]
        if isinstance(item, Thread) and not layout.captions.abandoned(item):
            moments.append(item.end)
        lines |= {(layout.x(moment), from_y, place.middle - place.half) for moment in moments}
    # of several lines to one place, the longest is all of them
    longest = {(x, from_y): to_y for x, from_y, to_y in sorted(lines)}
    if longest:
        sheet.rule(sheet.back, "tl-start", ((x, top, end) for (x, top), end in longest.items()))
