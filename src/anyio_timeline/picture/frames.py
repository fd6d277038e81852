"""Frames: how long a cancel scope or a task group was open, round what, and what it cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from anyio_timeline.model import Cancellation, Scope, Task
from anyio_timeline.picture.framing import DIAMOND, Frame
from anyio_timeline.picture.layout import (
    FOOT_HEIGHT,
    HEADING_HEIGHT,
    Layout,
)
from anyio_timeline.picture.lettering import SCOPE, WHY
from anyio_timeline.picture.sheet import Sheet, add, points

MARK = "l4.5 4.5l-4.5 4.5l-4.5-4.5z"
"""The mark of a deadline, from its top on."""

_BASELINE = 14.2


@dataclass(frozen=True)
class Frames:
    """Draws the frames of a layout on a sheet."""

    layout: Layout
    sheet: Sheet

    def frame(self, frame: Frame) -> None:
        """Draw the frame of a scope, its heading, its deadline, and what it cancelled."""
        scope = frame.scope
        top = self._top(frame)
        last = self.layout.places[frame.rows.last]
        bottom = last.floor + FOOT_HEIGHT * frame.inner + 1
        left, right = round(frame.left), round(frame.right)
        tip = self.layout.captions.of_scope(scope)
        group = self.sheet.group(self.sheet.back, "tl-frame", tip, scope.line)
        area = points("M", left, top) + points("H", right) + points("V", bottom)
        add(group, "path", "tl-area", d=area + points("H", left) + "z")
        edges = "".join(points("M", left, y) + points("H", right) for y in (top, bottom))
        css = "tl-edge tl-shielded" if scope.is_shielded else "tl-edge"
        sides = ((x, top, bottom) for x in (left, right))
        self.sheet.rule(group, css, sides, edges)
        if scope.is_shielded:
            self.sheet.marks.add("shielded")
        if scope.cancelled:
            self._cancellation(frame, scope, scope.cancelled)
        if frame.deadline is not None:
            self._deadline(group, frame, frame.deadline, top)
        self.sheet.write(group, SCOPE, frame.label, frame.label_x, top + _BASELINE)
        x = frame.label_x + SCOPE.width(frame.label) + 5
        self.sheet.write(group, WHY, frame.why, x, top + _BASELINE)

    def _top(self, frame: Frame) -> float:
        place = self.layout.places[frame.rows.first]
        return place.headings + HEADING_HEIGHT * frame.level

    def _deadline(self, group: Element, frame: Frame, at: float, y: float) -> None:
        cancelled = frame.scope.cancelled
        is_hit = cancelled is not None and cancelled.why == "deadline"
        css = "tl-deadline tl-hit" if is_hit else "tl-deadline"
        if frame.is_late:
            css = "tl-deadline tl-late"
            rest = points("M", round(frame.right), y) + points("H", at - DIAMOND)
            add(group, "path", "tl-rest", d=rest)
        add(group, "path", css, d=points("M", at, y - DIAMOND) + MARK)
        self.sheet.occupy("hit" if is_hit else "deadline", at, y, DIAMOND)
        if not is_hit:
            self.sheet.marks.add("deadline")

    def _cancellation(self, frame: Frame, scope: Scope, cancelled: Cancellation) -> None:
        """Draw a line from the top of the frame to all that it cancelled."""
        x, top = self.layout.x(cancelled.at), self._top(frame)
        tip = self.layout.captions.of_cancellation(scope)
        group = self.sheet.group(self.sheet.back, "tl-cancellation", tip, cancelled.line)
        reached, rest = [top, top + HEADING_HEIGHT], ""
        for other in self.layout.places:
            task = other.row.item
            if isinstance(task, Task) and scope.key in {task.by, *(w.by for w in task.waits)}:
                start = self.layout.x(task.start)
                if start > x + DIAMOND:
                    # it was cancelled before it started
                    reached.append(other.middle)
                    rest += points("M", x, other.middle) + points("H", start)
                else:
                    reached += (other.middle - other.half, other.middle + other.half)
        self.sheet.rule(group, "", [(x, min(reached), max(reached))], rest)
        self.sheet.marks.add("stop")
