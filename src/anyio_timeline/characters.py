"""Characters: what a line is, and what stands for a character that nobody would see.

Both hold for every source and every output, wherever it's shown, so that a page has what the file
has and what was printed. Who reads a text on a page can tell what each of its characters was.
"""

from __future__ import annotations

import io
import re

_PLANES = range(0, 0x110000, 0x10000)
_UNSEEN = "".join(
    (
        "\x00-\x08\x0b-\x1f\x7f-\x9f",  # controls, but tabs and line feeds
        "\u2028\u2029",  # ends of lines and paragraphs
        # what has no shape, or changes in which order its neighbours are drawn
        "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e",
        "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb",
        "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff",
        "\ud800-\udfff",  # halves of characters
        "\ue000-\uf8ff\U000f0000-\U0010ffff",  # what fonts and programs use as they like
        "\ufdd0-\ufdef",  # what is no character, here and at the end of each plane
        *(chr(plane + last) for plane in _PLANES for last in (0xFFFE, 0xFFFF)),
        "⟦",  # what stands for all of these, so that nothing else can look like it
    )
)
_IN_TEXT = re.compile(f"[{_UNSEEN}]")
_IN_LINE = re.compile(f"[{_UNSEEN}\t\n]")

STYLE = re.compile(r"\x1b\[((?:[0-9]{0,9}[;:])*[0-9]{0,9})m")
"""What sets colours and styles in a terminal, as `\\x1b[31m`, and is shown as these."""


def lines(text: str) -> list[str]:
    """The lines of a source or an output, with their ends.

    Only a line feed ends one. Sources are read so that every end of a line that Python knows is
    one; what else `str.splitlines()` takes for an end is a character like others, for Python and
    for a terminal.
    """
    return list(io.StringIO(text, newline="\n"))


def shown(text: str) -> str:
    r"""A text as a page shows it: with `⟦\x1b⟧` for a character that nobody would see.

    Between the brackets stands what Python writes for it; for the bracket itself, too. So no two
    texts are shown alike.
    """
    return _IN_TEXT.sub(_notation, text)


def shown_in_line(text: str) -> str:
    """The same for what must stay in one line, as the name of a task: tabs and line feeds too."""
    return _IN_LINE.sub(_notation, text)


def uncoloured(output: str) -> str:
    """An output without what only sets colours and styles, for where there are none."""
    return STYLE.sub("", output)


def _notation(found: re.Match[str]) -> str:
    return f"⟦{ascii(found[0])[1:-1]}⟧"
