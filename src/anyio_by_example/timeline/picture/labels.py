"""Labels: the name of a row, and how it ended."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from anyio_by_example.timeline.picture.layout import Layout, Place
from anyio_by_example.timeline.picture.sheet import Sheet


def label(layout: Layout, sheet: Sheet, parent: Element, place: Place) -> None:
    """Write the label of a row: above its bar in a narrow drawing, on its left in a wide one."""
    text, x = place.label, place.label_x
    if layout.is_narrow:
        room = layout.width - x - 4
        least = min(text.lettering.width(text.name), room * 0.55) + 10
        status = text.status_lettering.fit(room - least, *text.statuses or ("",))
        sheet.write(
            parent, text.status_lettering, status, layout.width - 4, place.top + 14, is_end=True
        )
        name = text.lettering.name(text.name, room - text.status_lettering.width(status) - 10)
        sheet.write(parent, text.lettering, name, x, place.top + 14)
        return
    room = layout.left - 10 - x
    is_alone = not text.statuses
    name = text.lettering.name(text.name, room)
    sheet.write(parent, text.lettering, name, x, place.middle + (4 if is_alone else -1))
    status = text.status_lettering.fit(room, *text.statuses or ("",))
    sheet.write(parent, text.status_lettering, status, x, place.middle + 13)
