"""Explained: which text of a page explains which example, so that both can stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

GROUP, TEXT = "explained", "explanation"
"""The classes of an example together with its explanation, and of the explanation."""

_ENOUGH = 16
"""Words that an explanation has at least: fewer would be lost beside an example."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph, an example: what is on a page, one after the other."""

    kind: Literal["example", "text", "other"]
    """Text can stand in a narrow column. A heading, a table or a list of names begins anew."""
    words: int = 0
    introduces: bool = False
    """Whether it's text that says what comes next, as one with a colon at its end does."""


def explained(parts: Sequence[Part]) -> Iterator[slice]:
    """Each example with the text that explains it: all up to what is no text, or its introduction.

    Args:
        parts: What is on a page, in its order.

    Yields:
        Where such an example and its explanation are. An example with hardly any text isn't there.
    """
    for start, part in enumerate(parts):
        if part.kind == "example":
            end = start + 1
            while end < len(parts) and parts[end].kind == "text":
                end += 1
            if parts[end - 1].introduces:
                end -= 1
            if sum(each.words for each in parts[start + 1 : end]) >= _ENOUGH:
                yield slice(start, end)
