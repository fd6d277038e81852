"""Pages as their authors wrote them: their titles, and the examples that they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.pages import embedded, pages
from helpers.support import ROOT

from anyio_by_example.examples.page import Page, find_pages

FENCE = "```snippet\n{}\n```\n"
ONE, TWO = FENCE.format("t/one.py"), FENCE.format("t/two.py")


def page(tmp_path: Path, text: str) -> Page:
    """A page with some text."""
    (tmp_path / "page.md").write_text(text, "utf-8")
    (found,) = find_pages(tmp_path)
    return found


TITLES = {
    "": "page.md",
    "Text.\n": "page.md",
    "## Second\n": "page.md",
    "#No heading\n": "page.md",
    "# First\n\n# Other\n": "First",
    "---\nhide: [toc]\n---\n\n# First\n": "First",
    "# First {#id .class}\n": "First",
    "# 1. A `code` & more\n": "1. A `code` & more",
    "```python\n# a comment\n```\n": "page.md",
    "```python\n# a comment\n```\n\n# First\n": "First",
}


@pytest.mark.parametrize("text", TITLES)
def test_title(text: str, tmp_path: Path) -> None:
    """A page's title is its first heading of the first level, without attributes, or its path."""
    assert page(tmp_path, text).title == TITLES[text]


SNIPPETS = {
    "none": ("# T\n", ()),
    "their order": (f"# T\n\n{TWO}\ntext\n\n{ONE}", ("t/two.py", "t/one.py")),
    "in an admonition and a list": (
        '!!! note "x"\n\n    ```snippet\n    t/one.py\n    ```\n\n'
        "- a\n\n        ```snippet\n        t/two.py\n        ```\n",
        ("t/one.py", "t/two.py"),
    ),
    "blank lines in the fence": ("```snippet\n\n  t/one.py\n\n```\n", ("t/one.py",)),
    "the last line without an end": ("```snippet\nt/one.py\n```", ("t/one.py",)),
    "right below each other": (ONE + TWO, ("t/one.py", "t/two.py")),
    "other fences": (
        "```api\nt\n```\n```python\nx\n```\n```coverage\nanyio\n```\n" + ONE,
        ("t/one.py",),
    ),
    "a fence that is only quoted": (f"````markdown\n{ONE}````\n\n{TWO}", ("t/two.py",)),
}


@pytest.mark.parametrize("case", SNIPPETS)
def test_snippets(case: str, tmp_path: Path) -> None:
    """A page shows the snippets of its fences, in its order, wherever the fences are nested."""
    text, wanted = SNIPPETS[case]
    assert page(tmp_path, text).snippets == wanted


def test_all_pages() -> None:
    """All pages below the folder are found, in alphabetical order, with what they show."""
    found = [*find_pages(ROOT / "docs")]
    assert [each.path for each in found] == sorted(pages())
    shown = {(each.path, name) for each in found for name in each.snippets}
    assert shown == set(embedded())
    assert [each.path for each in found if each.title == each.path] == []
