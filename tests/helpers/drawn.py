"""Timelines, drawn."""

from __future__ import annotations

from xml.etree import ElementTree

from anyio_timeline.model import Timeline
from anyio_timeline.picture.drawing import Drawing, draw


def drawn(timeline: Timeline) -> Drawing:
    """The drawing of a timeline."""
    return draw(timeline, "x", 'Title <&"')


def images(timeline: Timeline) -> list[ElementTree.Element]:
    """Both images of a timeline, parsed."""
    drawing = drawn(timeline)
    return [ElementTree.fromstring(image) for image in (drawing.wide, drawing.narrow)]
