"""Releases: what an example did on other releases of AnyIO, as a page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.changes import Change, changes
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import LONGEST, Outcome, common
from anyio_by_example.matrix.since import Since, label, python_names
from anyio_by_example.matrix.table import Table
from anyio_by_example.recording.review import reviewed
from anyio_timeline.characters import lines, shown, uncoloured

_CODE = re.compile(r"`([^`]*)`")

_MOST = 4
"""How much of what was done instead is shown, since a few examples do something else each time."""

_AROUND = 1
"""How many lines that are alike are shown around those that aren't."""


@dataclass(frozen=True)
class Shown:
    """A line of an output, or several in a row that are left out since both have them.

    Args:
        text: What the line says, with its end.
        differs: Whether the other output doesn't have it.
        left: How many lines are left out; 0 if this is a line, and -1 if that isn't known.
    """

    text: str = ""
    differs: bool = False
    left: int = 0

    @property
    def shown(self) -> str:
        """The line as a page shows it, without colours and without its end; or what is left out."""
        if self.left:
            return f"… {self.left} lines the same" if self.left > 0 else "…"
        return shown(uncoloured(self.text.removesuffix("\n")))


@dataclass(frozen=True)
class Instead:
    """What a release prints or raises instead of what was reviewed.

    Args:
        change: What that is, and where.
        then: What it prints; nothing if it ends otherwise than it should, which its error says.
        now: What was reviewed.
    """

    change: Change
    then: tuple[Shown, ...] = ()
    now: tuple[Shown, ...] = ()

    @property
    def error(self) -> str:
        """The error as a page shows it; empty if there was none."""
        return shown(self.change.outcome.error)


@dataclass(frozen=True)
class Releases:
    """What a page says of an example on other releases.

    Args:
        since: From which one on it does what was reviewed; None if it wasn't run on the newest.
        table: What it does on each.
        instead: What it does where it doesn't, each once; if there's much of it, the newest.
        is_all: Whether that is all of it.
    """

    since: Since | None
    table: Table
    instead: tuple[Instead, ...]
    is_all: bool

    @classmethod
    def of(cls, example: Example, entry: Entry) -> Releases:
        """What a page says of an example.

        Args:
            example: The example.
            entry: What it did.
        """
        found = [each for each in changes(entry) if not _is_said(each.outcome)]
        told = tuple(_instead(example, each) for each in found[:_MOST])
        return cls(Since.of(entry), Table.of(entry), told, len(found) == len(told))

    @property
    def pythons(self) -> str:
        """The Pythons on which it does what was reviewed, with the newest release, in words."""
        return python_names(self.since.pythons) if self.since else ""

    @property
    def told(self) -> str:
        """How much of the table was run, in a sentence; another one says it of measured figures."""
        run, every = self.table.run, self.table.cells
        on = f"With {self.newest}, the same on Python {self.pythons}. " if self.pythons else ""
        told = f"{on}{run} of {every} combinations of release, Python and event loop were run"
        if run < every:
            told += "; the others lie between two that did the same"
        if not self.is_all:
            told += ". What else was printed or raised is in examples.json"
        if any("#.#" in line.text for each in self.instead for line in each.then):
            told += ". #.# stands for figures that were measured"
        return f"{told}."

    @property
    def newest(self) -> str:
        """The newest release that it was run with."""
        return label(RELEASES[-1])


def _is_said(outcome: Outcome) -> bool:
    """Whether the table says all of it: how it ended, or the name of an error without a text."""
    return outcome.error.startswith("it ") or bool(outcome.error and ":" not in outcome.error)


def _instead(example: Example, change: Change) -> Instead:
    if change.outcome.error:
        return Instead(change)
    file = reviewed(example, change.runtime)
    now = file.read_bytes().decode() if file else ""
    return Instead(change, *contrast(change.outcome, now))


def contrast(outcome: Outcome, now: str) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Two outputs, with the lines that differ and a few around them.

    Args:
        outcome: What was printed then; of a long output, the beginning.
        now: What was reviewed.

    Returns:
        What to show of either, in the order of these arguments.
    """
    before, after = lines(outcome.output), lines(now)
    # of what was printed then, only what every environment has in common was kept
    kept = lines(common(now))
    if len(kept) != len(after):  # without a traceback
        after = kept
    is_cut = len(outcome.output) >= LONGEST
    if is_cut:
        before = before[:-1]
    then: list[Shown] = []
    today: list[Shown] = []
    codes = SequenceMatcher(None, before, kept, autojunk=False).get_opcodes()
    for n, (tag, a, b, c, d) in enumerate(codes):
        is_first, is_last = n == 0, n == len(codes) - 1
        if tag == "equal":
            alike = [*_alike(after[c:d], is_first, is_last)]
            then += alike
            today += alike
        else:
            then += (Shown(line, differs=True) for line in before[a:b])
            # of what was printed after the part that was kept, nothing is known
            if not (is_cut and is_last):
                today += (Shown(line, differs=True) for line in after[c:d])
    if is_cut:
        then.append(Shown(left=-1))
    return tuple(then), tuple(today)


def _alike(every: list[str], is_first: bool, is_last: bool) -> Iterator[Shown]:
    """Lines that both outputs have: those at their ends, and how many are left out."""
    head = 0 if is_first else _AROUND
    tail = 0 if is_last else _AROUND
    left = len(every) - head - tail
    if left < 2:  # a line takes no more room than the remark that it's left out
        yield from map(Shown, every)
        return
    yield from map(Shown, every[:head])
    yield Shown(left=left)
    yield from map(Shown, every[len(every) - tail :])


def marked(text: str) -> Markup:
    """The HTML of a text with code between backticks."""
    parts = _CODE.split(shown(text))
    html = Markup()
    for n, part in enumerate(parts):
        html += Markup("<code>{}</code>").format(part) if n % 2 else escape(part)
    return html
