"""Lettering: how much room a text takes in a drawing, and what fits where there is too little."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category, east_asian_width

_COUNT = re.compile(r"×?\d+")
_UNFIT = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """A text without what XML can't hold; each character that goes leaves one in its place."""
    return _UNFIT.sub(
        lambda found: " " if found[0] in "\t\n\r" else "\N{REPLACEMENT CHARACTER}", text
    )


def cells(text: str) -> int:
    """How many narrow characters are as wide as a text."""
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "FW" else 1


@dataclass(frozen=True)
class Lettering:
    """A kind of text in a drawing.

    Args:
        css: The class for which the style sheet sets this font and size; empty where it goes by
            what the text is in.
        size: The size of the font, in units of the drawing.
        advance: The width of a narrow character, as a part of the size: that of a fixed-width
            font, or for others more than the mean, so that a wider font still fits.
    """

    css: str
    size: float
    advance: float

    def width(self, text: str) -> float:
        """The room that a text takes."""
        return cells(text) * self.size * self.advance

    def clip(self, text: str, room: float, least: int = 1) -> str:
        """What fits of a text, with an ellipsis; nothing if less than `least` would be left."""
        if self.width(text) <= room:
            return text
        left = int(room / (self.size * self.advance)) - 1
        kept = ""
        for character in text:
            left -= _cells_of(character)
            if left < 0:
                break
            kept += character
        kept = kept.rstrip()
        return f"{kept}…" if len(kept) >= least else ""

    def fit(self, room: float, *options: str, least: int = 1) -> str:
        """The first of some texts that fits; if none does, what fits of the last one."""
        fitting = (option for option in options if self.width(option) <= room)
        return next(fitting, "") or self.clip(options[-1], room, least)

    def name(self, text: str, room: float) -> str:
        """As much of a name as fits, with the number by which it differs from its namesakes.

        Of a method, the class goes first; of a call, then the end of its function.
        """
        name, space, number = text.rpartition(" ")
        if not _COUNT.fullmatch(number):
            name, space, number = text, "", ""
        function, parenthesis, arguments = name.partition("(")
        end = parenthesis + arguments + space + number
        if parenthesis and self.width(end) > room / 2:
            return self.clip(function.rpartition(".")[2] + end, room)
        room -= self.width(end)
        return self.fit(room, function, function.rpartition(".")[2]) + end


AXIS = Lettering("", 12, 0.56)
NAME = Lettering("tl-name", 13, 0.602)
SCOPE = Lettering("tl-scope", 12, 0.602)
STATUS = Lettering("", 12, 0.56)
WHY = Lettering("tl-why", 12, 0.56)
CALL = Lettering("", 12, 0.602)
WORK = Lettering("tl-call", 12, 0.602)
PHRASE = Lettering("tl-phrase", 12, 0.56)
OUTPUT = Lettering("", 12, 0.602)


@dataclass(frozen=True)
class Box:
    """The room of a text or a sign in a drawing.

    Args:
        text: The text, or what the sign stands for.
        left: Its left edge.
        top: Its upper edge.
        right: Its right edge.
        bottom: Its lower edge.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)
