"""Printed: an output as a page shows it, with its colours and what came from standard error."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from anyio_by_example.examples.example import Example
from anyio_by_example.pages.ansi import Terminal
from anyio_by_example.recording.recording import Recording
from anyio_timeline.characters import lines

FOLDED = 16
"""How many lines of a long output show at first."""

_LONGEST = 20
"""How many lines an output can have that isn't folded: a fold that hides less is a nuisance."""

_OUT, _ERR = 0, 1

_Runs = list[tuple[str, str, int]]
"""The parts of a line: its text, the classes of its style, and where it came from."""


@dataclass(frozen=True)
class Printed:
    """An output as a page shows it."""

    html: Markup
    """Its lines; what is in `<code class="output">`."""
    count: int
    """How many lines it has."""

    @property
    def folded(self) -> int | None:
        """How many lines show at first; None if all do."""
        return FOLDED if self.count > _LONGEST else None


def printed(example: Example, recording: Recording) -> Printed:
    """What a run printed.

    Lines that come in any order are in blocks of their own, lines from standard error in groups of
    their own, and each line that the timeline has is marked with its number there.
    """
    every = lines(recording.output)
    numbers = recording.timeline.numbers(every) if recording.timeline else {}
    blocks = enumerate(example.settings.blocks, 1)
    block_of = {line - 1: index for index, block in blocks for line in block}
    runs = list(_runs(every, recording.stderr))

    html = Markup()
    for index, part in groupby(range(len(every)), lambda line: block_of.get(line, 0)):
        inner = Markup()
        for is_error, group in groupby(part, lambda line: _is_error(runs[line])):
            text = Markup().join(_line(runs[n], numbers.get(n), is_error) for n in group)
            inner += _error(text) if is_error else text
        html += Markup('<span class="any-order">{}</span>').format(inner) if index else inner
    return Printed(html, len(every))


def reviewed(output: str) -> Printed:
    """A reviewed output, of which only the text is known."""
    every = lines(output)
    html = Markup().join(_line(line, None, False) for line in _runs(every, ()))
    return Printed(html, len(every))


def _runs(every: list[str], errors: tuple[tuple[int, int], ...]) -> Iterator[_Runs]:
    """The parts of each line."""
    terminal = Terminal()
    starts = [start for start, _ in errors]

    def source(at: int) -> int:
        before = bisect_right(starts, at)
        return _ERR if before and at < errors[before - 1][1] else _OUT

    at = 0
    for line in every:
        sources = [source(n) for n in range(at, at + len(line))] if errors else [_OUT] * len(line)
        at += len(line)
        text = line.removesuffix("\n")
        runs = terminal.show(text, sources[: len(text)])
        parts = [(part, style.classes, where) for part, style, where in runs]
        if text != line:
            parts.append(("\n", "", sources[-1]))
        yield parts


def _is_error(runs: _Runs) -> bool:
    """Whether all of a line came from standard error; its end says nothing if there's more."""
    return {where for text, _, where in runs if text != "\n" or len(runs) == 1} == {_ERR}


def _line(runs: _Runs, number: int | None, is_error: bool) -> Markup:
    html = Markup()
    for where, part in groupby(runs, lambda run: _OUT if run[0] == "\n" else run[2]):
        text = Markup().join(
            Markup('<span class="{}">{}</span>').format(classes, text) if classes else escape(text)
            for text, classes, _ in part
        )
        html += _error(text, " stderr-part") if where == _ERR and not is_error else text
    if number is None:
        return html
    return Markup('<span data-print="{}">{}</span>').format(number, html)


def _error(text: Markup, more: str = "") -> Markup:
    """What came from standard error: a group that has this name, which isn't part of its text."""
    return Markup('<span class="stderr{}" role="group" aria-label="stderr">{}</span>').format(
        more, text
    )
