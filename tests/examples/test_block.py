"""The fenced blocks of a page are those that SuperFences sees, and those that it should have."""

from __future__ import annotations

import pytest
from helpers.pages import pages

from anyio_by_example.examples.block import Block, find_blocks
from anyio_by_example.pages.fence import RENDERERS

CASES = {
    "": [],
    "Text `code`.\n": [],
    "```a```\n": [],
    "```\nx\n```\n": [Block("", "", "x", 1, True)],
    "Text.\n\n```a\nx\n\ny\n```\n": [Block("a", "", "x\n\ny", 3, True)],
    '```a b="c" d\nx\n```\n': [Block("a", 'b="c" d', "x", 1, True)],
    "``` { .a b=c }\nx\n```\n": [Block("a", "b=c }", "x", 1, True)],
    "~~~a\n```b\n```\n~~~\n": [Block("a", "", "```b\n```", 1, True)],
    "````a\n```b\nx\n```\n````\n": [Block("a", "", "```b\nx\n```", 1, True)],
    "    ```a\n    x\n    ```\n": [Block("a", "", "x", 1, True)],
    "\t```a\n\tx\n\t```\n": [Block("a", "", "x", 1, True)],
    "> ```a\n> x\n> ```\n": [Block("a", "", "x", 1, True, True)],
    "```a\nx\n": [Block("a", "", "", 1, False)],
    "```a\nx\n~~~\n": [Block("a", "", "", 1, False), Block("", "", "", 3, False)],
    "  ```a\n  x\nText.\n  ```\n": [Block("a", "", "", 1, False), Block("", "", "", 4, False)],
}


@pytest.mark.parametrize("text", CASES)
def test_blocks(text: str) -> None:
    """Each block has its kind, its options, what it holds, its line, and whether it's closed."""
    assert [*find_blocks(text)] == CASES[text]


def test_pages() -> None:
    """On the pages there are, each fence of ours is closed and has no options."""
    found = [block for text in pages().values() for block in find_blocks(text)]
    ours = [block for block in found if block.kind in RENDERERS]
    assert len(ours) > 100
    assert [block for block in ours if block.options or not block.body.strip()] == []
