"""Bars: the life of a task or a thread, what it waited for, and what it printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from anyio_timeline.model import Task, Thread, Wait
from anyio_timeline.picture.axis import in_words
from anyio_timeline.picture.captions import of_print, times
from anyio_timeline.picture.labels import label
from anyio_timeline.picture.layout import Layout, Place
from anyio_timeline.picture.lettering import CALL, OUTPUT, PHRASE, WORK, Lettering
from anyio_timeline.picture.sheet import Sheet, add, points

SIGNS = {
    "finished": "M-3.5.5l2.5 2.8 4.5-6",
    "cancelled": "M-3-3l6 6m0-6l-6 6",
    "raised": "M0-4.2v4.6m0 3v.4",
    "unfinished": "M-3.6 0h.1m3.4 0h.1m3.4 0h.1",
}
"""The path inside the circle at the end of a bar, for each outcome."""

STRIPED = frozenset({"task", "thread", "io"})
"""The kinds of waits that a stripe along the bar tells apart, whoever doesn't see their colours."""

_SHEETS = 3
_TICK = 4
_HATCH = 6
_LEAST_LIFE = 6
_LEAST_FOR_SIGN = 36
_LEAST_CALL = 9
_PHRASES = {
    "sleep": ("sleeping",),
    "task": ("waiting for another task", "waiting"),
    "children": ("waiting for its children", "waiting"),
    "thread": ("waiting for a thread", "waiting"),
    "io": ("waiting for I/O", "waiting"),
    "blocked": ("blocks the event loop", "blocks"),
    "ready": ("ready, but the loop is blocked", "cannot run"),
    "turn": ("ready, while others run", "ready"),
    "mixed": ("each waiting for something else", "waiting"),
    "absent": ("none of these tasks", "none"),
}


def sign(parent: Element, outcome: str, x: float, y: float) -> None:
    """Draw how something ended."""
    group = add(parent, "g", f"tl-end tl-{outcome}", transform=points("translate(", x, y) + ")")
    add(group, "circle")
    add(group, "path", d=SIGNS[outcome])


@dataclass(frozen=True)
class Bars:
    """Draws the bars of a layout on a sheet."""

    layout: Layout
    sheet: Sheet

    def task(self, place: Place, task: Task) -> None:
        """Draw a task: its life, its waits, the moments at which it ran, its end and its output."""
        start, end = self._extent(task)
        tip = self.layout.captions.of_task(task)
        group = self.sheet.group(self.sheet.front, "", tip, task.line)
        label(self.layout, self.sheet, group, place)
        if task.count > 1:
            self._sheets(group, place, start, end)
        for n, wait in enumerate(task.waits):
            is_end = n == len(task.waits) - 1 and task.outcome == "cancelled"
            self._wait(group, place, wait, shows_cancelled=bool(wait.by) and not is_end)
        self._runs(group, place, task, start, end)
        at = min(end + 11 + (_SHEETS if task.count > 1 else 0), self.layout.width - 9)
        sign(group, task.outcome, at, place.middle)
        self.sheet.occupy(task.outcome, at, place.middle, 8)
        self._notes(place)

    def thread(self, place: Place, thread: Thread) -> None:
        """Draw a worker thread: its call, its waits and its output."""
        start, end = self._extent(thread)
        abandoned = self.layout.captions.abandoned(thread)
        tip = self.layout.captions.of_thread(thread)
        group = self.sheet.group(self.sheet.front, "", tip, thread.line)
        label(self.layout, self.sheet, group, place)
        if thread.count > 1:
            self._sheets(group, place, start, end)
        until = self.layout.x(abandoned) if abandoned else end
        if end - until > _TICK:
            self._rect(group, place, start, end, "tl-abandoned")
            self.sheet.marks.add("abandoned")
        self._rect(group, place, start, until, "tl-work")
        if not thread.waits:
            call = WORK.fit(until - start - 14, f"{thread.name}()", least=5)
            self.sheet.write(group, WORK, call, start + 8, place.middle + 4)
        for wait in thread.waits:
            self._wait(group, place, wait, shows_cancelled=bool(wait.by), inset=2)
        self._notes(place)

    def outside(self, place: Place) -> None:
        """Draw what was printed outside of tasks and threads."""
        label(self.layout, self.sheet, self.sheet.group(self.sheet.front), place)
        self._notes(place)

    def _extent(self, part: Task | Thread) -> tuple[float, float]:
        start = self.layout.x(part.start)
        return start, max(self.layout.x(part.end), start + _LEAST_LIFE)

    def _sheets(self, group: Element, place: Place, start: float, end: float) -> None:
        """Show that a bar stands for some."""
        top = place.middle - place.half
        path = points("M", start + _SHEETS, top) + points("v", -_SHEETS)
        path += points("H", end + _SHEETS) + points("v", 2 * place.half) + points("h", -_SHEETS)
        add(group, "path", "tl-folded", d=path)
        self.sheet.marks.add("folded")

    def _rect(
        self, parent: Element, place: Place, start: float, end: float, css: str = "", inset: int = 0
    ) -> None:
        # the style sheet sets the height
        top = place.middle - place.half + inset
        add(parent, "rect", css, x=start, y=top, width=max(end - start, 1))

    def _wait(
        self, parent: Element, place: Place, wait: Wait, shows_cancelled: bool, inset: int = 0
    ) -> None:
        start, end = self.layout.x(wait.start), self.layout.x(wait.end)
        tip = self.layout.captions.of_wait(wait)
        css = f"tl-seg tl-{wait.kind}" + (" tl-inner" if inset else "")
        group = self.sheet.group(parent, css, tip, wait.line)
        if end - start > _TICK:
            self.sheet.marks.add(wait.kind)
        self._rect(group, place, start, end, inset=inset)
        bottom = place.middle + place.half - inset
        if wait.kind in STRIPED:
            stripe = points("M", start + 1, bottom - (0.8 if inset else 1.3))
            stripe += points("H", max(end - 1, start + 1))
            add(group, "path", d=stripe)
        room = end - start - 14
        if shows_cancelled and end - start >= _LEAST_FOR_SIGN:
            sign(group, "cancelled", end - 12, place.middle)
            self.sheet.occupy("cancelled", end - 12, place.middle, 8)
            self.sheet.marks.add("cancelled")
            room -= 18
        text, lettering = _inside(wait, room)
        if text == _PHRASES[wait.kind][0]:
            self.sheet.said.add(wait.kind)
        # an underscore stays clear of the stripe
        baseline = place.middle + (2.5 if wait.kind in STRIPED else 4)
        self.sheet.write(group, lettering, text, start + 8, baseline)
        if wait.by:
            top = place.middle - place.half
            stop = points("M", end, top - 3) + points("v", 2 * place.half + 6)
            add(group, "path", "tl-stop", d=stop)
            self.sheet.marks.add("stop")

    def _runs(self, parent: Element, place: Place, task: Task, start: float, end: float) -> None:
        x = self.layout.x
        edges = [task.start, *(m for wait in task.waits for m in (wait.start, wait.end)), task.end]
        path, hatched, last = "", "", start - 2 * _TICK
        for begun, ended in list(pairwise(edges))[::2]:
            left = min(max(x(begun) - _TICK // 2, start), end - _TICK)
            right = max(x(ended), left + _TICK)
            if task.count > 1 and right - left > _TICK:
                hatched += _hatch(left, right, place)  # of many, one ran now and then
            # ticks that would touch are one
            elif left - last >= _TICK or right - left > _TICK:
                path += _run(left, right, place)
                last = left
        add(parent, "path", "tl-run", d=path)
        if hatched:
            add(parent, "path", "tl-some", d=hatched)
            self.sheet.marks.add("some")
        self.sheet.marks.add("run")

    def _notes(self, place: Place) -> None:
        # one line down from the bar for all dots below each other
        deepest: dict[float, int] = {}
        for note in place.notes:
            deepest[note.x] = max(note.level, deepest.get(note.x, 0))
        top = place.middle + place.half
        stems = [(x, top, place.note_y(level)) for x, level in deepest.items() if level]
        if stems:
            self.sheet.rule(self.sheet.back, "tl-stem", stems)
        for note in place.notes:
            # a text that can be read says what a tooltip would
            tip = "" if note.is_whole else of_print(note.line)
            group = self.sheet.group(self.sheet.front, "tl-note", tip, note.line.line)
            group.set("data-print", str(note.number))
            add(group, "circle", cx=note.x, cy=place.note_y(note.level))
            for level, text in enumerate(note.texts, note.level):
                y = place.note_y(level) + 4
                self.sheet.write(group, OUTPUT, text, note.text_x, y, is_end=note.is_left)
            self.sheet.marks.add("print")


def _run(left: float, right: float, place: Place) -> str:
    """The path of a time in which a task ran, for a stroke as wide as the shortest one."""
    inset, top, height = _TICK / 2, place.middle - place.half, 2 * place.half
    if right - left <= _TICK:
        return points("M", left + inset, top) + points("v", height)
    path = points("M", left + inset, top + inset) + points("H", right - inset)
    return path + points("v", height - _TICK) + points("H", left + inset) + "z"


def _hatch(left: float, right: float, place: Place) -> str:
    """The path of a time in which some of many tasks ran."""
    top, bottom = place.middle - place.half, place.middle + place.half
    path = points("M", left, top) + points("H", right) + points("V", bottom)
    path += points("H", left) + "z"
    for start in range(int(left - bottom + top), int(right), _HATCH):
        from_x, to_x = max(start, left), min(start + bottom - top, right)
        path += points("M", from_x, bottom - from_x + start)
        path += points("L", to_x, bottom - to_x + start)
    return path


def _inside(wait: Wait, room: float) -> tuple[str, Lettering]:
    """What is written inside the bar of a wait."""
    if wait.label and wait.kind not in {"children", "ready", "turn"}:
        options = [times(text, wait.count) for text in _shorter(wait.label)]
        return CALL.fit(room, *options, least=_LEAST_CALL), CALL
    return PHRASE.fit(room, *_PHRASES[wait.kind], least=99), PHRASE


def _shorter(label: str) -> Iterator[str]:
    """A call, then as little of it as still says what it is."""
    yield label
    name, opens, arguments = label.removesuffix(")").partition("(")
    _, is_line, line = label.rpartition(":")
    if is_line and not opens:
        yield f"line {line}"
        return
    short = name.rpartition(".")[2]
    if short == "sleep" and arguments.replace(".", "").isdecimal():
        yield in_words(float(arguments))
    elif arguments:
        yield f"{name}(…)"
        yield f"{short}(…)"
    else:
        yield short + label[len(name) :]
