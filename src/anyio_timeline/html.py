"""HTML: texts as the markup of a page or a picture can have them."""

from __future__ import annotations

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;"})


def escaped(text: str) -> str:
    """A text in which nothing is markup, also within quotes."""
    return text.translate(_ESCAPES)
