"""Source: the text of a file that an author wrote, if it's one that a page can show."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

from anyio_by_example.problem import Problem

LARGEST = 100_000
"""How many bytes a file may have."""

_KEPT_BY_MARKDOWN = re.compile("[\x02\x03]")
"""The characters between which Markdown keeps the places of HTML."""


def read(file: Path, shown: Path) -> str:
    r"""What a file says. All its lines end with `\n`.

    Args:
        file: An example, or a file that one needs beside it. It exists.
        shown: The same as errors name it.

    Raises:
        Problem: if it leads out of its folder, is too large, isn't UTF-8, or has a character that
            no page can show.
    """
    if file.is_symlink() or file.parent.is_symlink():
        raise Problem(shown, 1, "it's a link, or in a folder that is one", "put the file there")
    if file.stat().st_size > LARGEST:
        raise Problem(shown, 1, f"it has more than {LARGEST:,} bytes", "let it be shorter")
    content = file.read_bytes()
    try:
        text = io.StringIO(content.decode("utf-8"), newline=None).read()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Problem(shown, line, "it is not UTF-8", "save it as UTF-8") from None
    if text.startswith("\ufeff"):
        remedy = "save it as UTF-8 without one"
        raise Problem(shown, 1, "it begins with a byte order mark", remedy)
    if file.suffix == ".py" and (other := _declared_encoding(content)):
        reason = f"it declares that it's {other}, and it's read as UTF-8"
        raise Problem(shown, 1, reason, "take the declaration away")
    if found := _KEPT_BY_MARKDOWN.search(text):
        line = text[: found.start()].count("\n") + 1
        reason = f"it has the control character {found[0]!r}, which no page can show"
        raise Problem(shown, line, reason, "write it as an escape sequence")
    return text


def _declared_encoding(content: bytes) -> str:
    """What Python would read some source as, if that isn't UTF-8."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError:
        return "in an encoding that there isn't"
    return "" if encoding == "utf-8" else encoding
