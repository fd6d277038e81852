"""Lanes: how long a cancel scope or a task group was open, its deadline, and what it cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from anyio_by_example.timeline.model import Cancellation, Scope, Task
from anyio_by_example.timeline.picture.axis import deadline_of
from anyio_by_example.timeline.picture.labels import label
from anyio_by_example.timeline.picture.layout import Layout, Place
from anyio_by_example.timeline.picture.lettering import STATUS, WHY
from anyio_by_example.timeline.picture.sheet import Sheet, add, points

DIAMOND = "l7 7l-7 7l-7-7z"
_SIDE = 7
_LEAST_LIFE = 6


@dataclass(frozen=True)
class Lanes:
    """Draws the lanes of a layout on a sheet."""

    layout: Layout
    sheet: Sheet

    def scope(self, place: Place, scope: Scope) -> None:
        """Draw a scope: its lane, its deadline, and why it was cancelled."""
        tip = self.layout.captions.of_scope(scope)
        group = self.sheet.group(self.sheet.front, "", tip, scope.line)
        label(self.layout, self.sheet, group, place)
        start = self.layout.x(scope.start)
        end = max(self.layout.x(scope.end), start + _LEAST_LIFE)
        bracket = "".join(
            points("M", edge, place.middle - 5) + "v10" for edge in (start + 1, end - 1)
        )
        for y in (place.middle - 1.5, place.middle + 1.5) if scope.is_shielded else (place.middle,):
            bracket += points("M", start + 1, y) + points("H", end - 1)
        add(group, "path", "tl-lane", d=bracket)
        if scope.is_shielded:
            self.sheet.marks.add("shielded")
        left, right = end, end
        if deadline := deadline_of(scope, self.layout.timeline.end):
            at = self.layout.x(deadline)
            if at > end + _SIDE:
                rest = points("M", end, place.middle) + points("H", at - _SIDE)
                add(group, "path", "tl-rest", d=rest)
            is_hit = scope.cancelled is not None and scope.cancelled.why == "deadline"
            css = "tl-deadline tl-hit" if is_hit else "tl-deadline"
            add(group, "path", css, d=points("M", at, place.middle - _SIDE) + DIAMOND)
            self.sheet.occupy("hit" if is_hit else "deadline", at, place.middle, _SIDE)
            if not is_hit:
                self.sheet.marks.add("deadline")
            left, right = min(at - _SIDE, end), max(at + _SIDE, end)
        if scope.cancelled:
            left = min(left, self.layout.x(scope.cancelled.at) - 1)
        if scope.cancelled:
            self._cancellation(place, scope, scope.cancelled)
        if not self.layout.is_narrow:
            self._outcome(group, place, scope, left, right)

    def _outcome(
        self, group: Element, place: Place, scope: Scope, left: float, right: float
    ) -> None:
        """Say what became of the scope, after its lane or, if there's no room, above it."""
        captions = self.layout.captions
        lettering = WHY if scope.cancelled else STATUS
        texts = [f"cancelled: {why}" for why in captions.why(scope)]
        texts = texts or list(captions.deadline(scope))
        if not texts:
            return
        after, above = self.layout.width - 2 - right - 6, left - 4 - self.layout.left
        if lettering.width(texts[0]) <= after or after >= above:
            text = lettering.fit(after, *texts)
            self.sheet.write(group, lettering, text, right + 6, place.middle + 4)
        else:
            text = lettering.fit(above, *texts)
            self.sheet.write(group, lettering, text, left - 4, place.middle - 5, is_end=True)

    def _cancellation(self, place: Place, scope: Scope, cancelled: Cancellation) -> None:
        """Draw a line from the scope to all that it cancelled."""
        x = self.layout.x(cancelled.at)
        tip = self.layout.captions.of_cancellation(scope)
        group = self.sheet.group(self.sheet.back, "tl-cancellation", tip, cancelled.line)
        reached, rest = [place.middle], ""
        for other in self.layout.places:
            task = other.row.item
            if isinstance(task, Task) and scope.key in {task.by, *(w.by for w in task.waits)}:
                start = self.layout.x(task.start)
                if start > x + _SIDE:
                    # it was cancelled before it started
                    reached.append(other.middle)
                    rest += points("M", x, other.middle) + points("H", start)
                else:
                    reached += (other.middle - other.half, other.middle + other.half)
        if len(reached) > 1:
            self.sheet.rule(group, "", [(x, min(reached), max(reached))], rest)
            self.sheet.marks.add("stop")
        came = deadline_of(scope, self.layout.timeline.end)
        if cancelled.why != "deadline" or (came and self.layout.x(came) < x):
            add(group, "path", "tl-stop", d=points("M", x, place.middle - 7) + "v14")
            self.sheet.marks.add("stop")
