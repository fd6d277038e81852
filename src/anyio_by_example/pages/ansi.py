"""ANSI: the colours and styles of a text with escape sequences, in runs of characters.

A page shows what sets colours and styles as these. All other control sequences and characters are
shown as what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from anyio_timeline.characters import STYLE, shown

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
COLOURS = (*_NAMES, *(f"bright-{name}" for name in _NAMES))
"""The colours of a terminal, by their numbers; a page has classes for them."""

_RGB = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0)),
    *((0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
)
"""What xterm shows for each."""

# not 8, which conceals: what was printed is shown
_STYLES = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "inverse", 9: "struck"}
_ENDS = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",)} | {
    27: ("inverse",),
    29: ("struck",),
}


@dataclass(frozen=True)
class Style:
    """How characters look."""

    colour: int | None = None
    """One of `COLOURS`, by its number; None is the page's own."""
    ground: int | None = None
    """The same for what is behind them."""
    marks: frozenset[str] = frozenset()

    @property
    def classes(self) -> str:
        """The classes that a page has for it, with a space between them."""
        marks = set(self.marks)
        colour, ground = self.colour, self.ground
        if "inverse" in marks and (colour, ground) != (None, None):
            marks.remove("inverse")
            colour, ground = ground, colour
        names = sorted(marks)
        if colour is not None:
            names.append(COLOURS[colour])
        if ground is not None:
            names.append(f"on-{COLOURS[ground]}")
        return " ".join(f"ansi-{name}" for name in names)


PLAIN = Style()


class Terminal:
    """Gives lines their styles; a style goes on until it is ended, also on later lines.

    Each character comes with what the caller knows of it, here called its source.
    """

    def __init__(self) -> None:
        self._style = PLAIN

    def show(self, line: str, sources: list[int]) -> list[tuple[str, Style, int]]:
        """The runs of characters of a line as a page shows them, with their styles and sources.

        Args:
            line: A line, without its end.
            sources: What each of its characters comes from.
        """
        pieces: list[tuple[str, Style, int]] = []
        done = 0
        for found in STYLE.finditer(line):
            pieces += self._styled(line, sources, done, found.start())
            self._style = _changed(self._style, found[1])
            done = found.end()
        pieces += self._styled(line, sources, done, len(line))
        runs = groupby(pieces, key=lambda piece: piece[1:])
        return [("".join(piece[0] for piece in run), *key) for key, run in runs]

    def _styled(
        self, line: str, sources: list[int], start: int, end: int
    ) -> Iterator[tuple[str, Style, int]]:
        """The pieces of a part of a line that has one style."""
        for source, places in groupby(range(start, end), sources.__getitem__):
            yield shown("".join(line[at] for at in places)), self._style, source


def _changed(style: Style, given: str) -> Style:
    """A style after a sequence that sets styles, as "1;31"."""
    numbers = iter(
        [int(each or 0) if each.isdecimal() or not each else -1 for each in _flat(given)]
    )
    for number in numbers:
        if number == 0:
            style = PLAIN
        elif number in _STYLES:
            style = replace(style, marks=style.marks | {_STYLES[number]})
        elif number in _ENDS:
            style = replace(style, marks=style.marks.difference(_ENDS[number]))
        elif number == 38:
            style = replace(style, colour=_more(numbers))
        elif number == 48:
            style = replace(style, ground=_more(numbers))
        elif number == 39:
            style = replace(style, colour=None)
        elif number == 49:
            style = replace(style, ground=None)
        elif 30 <= number <= 37 or 90 <= number <= 97:
            style = replace(style, colour=number % 10 + (8 if number >= 90 else 0))
        elif 40 <= number <= 47 or 100 <= number <= 107:
            style = replace(style, ground=number % 10 + (8 if number >= 100 else 0))
    return style


def _flat(given: str) -> list[str]:
    """The parts of a sequence, where colons make them as well: "38:2::1:2:3", "4:3"."""
    parts = []
    for part in given.split(";"):
        inner = part.split(":")
        if inner[0] == "4" and len(inner) > 1:  # kinds of underlines, 0 for none
            parts.append("24" if inner[1] == "0" else "4")
        elif inner[:2] in (["38", "2"], ["48", "2"]) and len(inner) > 5:
            parts += [*inner[:2], *inner[3:6]]  # without the colour space
        else:
            parts += inner
    return parts


def _more(numbers: Iterator[int]) -> int | None:
    """A colour from what follows: 5 and one of 256, or 2 and its red, green and blue."""
    kind = next(numbers, -1)
    if kind == 5:
        return _of_256(next(numbers, -1))
    if kind == 2:
        return _nearest(*(next(numbers, 0) for _ in range(3)))
    return None


def _of_256(number: int) -> int | None:
    if not 0 <= number < 256:
        return None
    if number < 16:
        return number
    if number < 232:
        cube = number - 16
        levels = (0, 95, 135, 175, 215, 255)
        return _nearest(levels[cube // 36], levels[cube // 6 % 6], levels[cube % 6])
    return _nearest(*[8 + 10 * (number - 232)] * 3)


def _nearest(*colour: int) -> int:
    """The one of the sixteen colours, which can be read in both schemes, that looks most alike."""

    def distance(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(_RGB[number], colour, strict=True))

    return min(range(len(_RGB)), key=distance)
