"""The points of a review and the examples don't contradict each other."""

from __future__ import annotations

import ast
import re

import pytest
from helpers.advice import SEARCHES
from helpers.pages import DOCS

from anyio_by_example.examples.example import Example, anchor
from anyio_by_example.library.library import Library
from anyio_by_example.pages.points import find_points

ALLOWED: dict[tuple[str, str], str] = {}
"""Right code that a point looks for and leaves alone, and the condition by which it does."""

POINTS = {point.code: point for point in find_points(DOCS)}


def flagged(code: str, example: Example) -> list[int]:
    """The lines of an example that a point looks for."""
    tree = ast.parse(example.text)
    return sorted({getattr(each, "lineno", 0) for each in SEARCHES[code](tree)})


@pytest.mark.parametrize("code", SEARCHES)
def test_right_code_is_left_alone(code: str, library: Library) -> None:
    """No point asks for a change of code that the site calls right, unless its condition says so."""
    found = {
        example.name: lines
        for example in library.examples()
        if not example.settings.right and (lines := flagged(code, example))
    }
    excused = {name for point, name in ALLOWED if point == code}
    assert {name: lines for name, lines in found.items() if name not in excused} == {}
    assert excused <= {*found}, "an excuse that nothing needs"


@pytest.mark.parametrize("code", SEARCHES)
def test_wrong_code_is_found(code: str, library: Library) -> None:
    """What a point looks for is in one of the examples that prove it."""
    proofs = set(re.findall(r"#([\w-]+?)(?:-L\d+)?\)", POINTS[code].text))
    examples = [each for each in library.examples() if anchor(each.name) in proofs]
    assert any(flagged(code, each) for each in examples), code
