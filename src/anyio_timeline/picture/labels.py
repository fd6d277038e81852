"""Labels: the name of a row, and how it ended."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from anyio_timeline.picture.layout import Layout, Place
from anyio_timeline.picture.lettering import NAME, STATUS
from anyio_timeline.picture.sheet import Sheet


def label(layout: Layout, sheet: Sheet, parent: Element, place: Place) -> None:
    """Write the label of a row: above its bar in a narrow drawing, on its left in a wide one."""
    text, x = place.label, place.label_x
    if layout.is_narrow:
        room = layout.width - x - 4
        least = min(NAME.width(text.name), room * 0.55) + 10
        status = STATUS.fit(room - least, *text.statuses or ("",))
        sheet.write(parent, STATUS, status, layout.width - 4, place.top + 14, is_end=True)
        name = NAME.name(text.name, room - STATUS.width(status) - 10)
        sheet.write(parent, NAME, name, x, place.top + 14)
        return
    room = layout.labels_end - x
    name = NAME.name(text.name, room)
    sheet.write(parent, NAME, name, x, place.middle + (-1 if text.statuses else 4))
    status = STATUS.fit(room, *text.statuses or ("",))
    sheet.write(parent, STATUS, status, x, place.middle + 13)
