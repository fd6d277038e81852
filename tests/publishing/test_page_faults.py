"""Pages, taken together: each fence is whole, and each id means one thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.publication import Small, small

from anyio_by_example.problem import Problem
from anyio_by_example.publishing.faults import ambiguous, written_faults
from anyio_by_example.publishing.site import Site

__all__ = ["small"]

CASE = "```snippet\nt/case.py\n```\n"
FIGURE = '<figure id="t-case"></figure>'

WRONG = {
    "an example twice": (f"# A\n\n{CASE}\n{CASE}", "", 7, "t/case.py is in docs/guide.md:3 too"),
    "a fence without an end": ("# A\n\n```snippet\nt/case.py\n", "", 3, "this fence has no end"),
    "one that another one ends": (f"# A\n\n```snippet\n\n{CASE}", "", 3, "this fence has no end"),
    "one that ends otherwise": ("# A\n\n```snippet\nt/case.py\n~~~\n", "", 3, "has no end"),
    "one in a quotation": ("# A\n\n> ```snippet\n> t/case.py\n> ```\n", "", 3, "in a quotation"),
    "one with options": ('```snippet a="b"\nt/case.py\n```\n', "", 1, "takes no options"),
    "other options": ("```snippet {.x}\nt/case.py\n```\n", "", 1, "nobody can read the options"),
    "options alone": ('``` title="x"\n1\n```\n', "", 1, "nobody can read the options"),
    "code to run": ('```python exec="on"\n1\n```\n', "", 1, "without a recording"),
    "an id twice": ("# A\n\n## B {#x}\n", '<b id="x"></b><b id="x"></b>', 3, "the id x is there"),
    "an example's id": ("# A\n\n## B {#t-case}\n", FIGURE, 3, "the id t-case is there twice"),
}


def found(site: Site) -> list[Problem]:
    """What is wrong with a site, whatever its examples do."""
    return [*written_faults(site), *ambiguous(site)]


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str, small: Small) -> None:
    """What is wrong is named with the page and the line."""
    text, html, line, reason = WRONG[name]
    small.write("docs/guide.md", text)
    small.write("docs/other.md", "" if CASE in text else f"# Other\n\n{CASE}")
    [problem, *_] = found(small.site(guide=html, other=FIGURE))
    assert (problem.path, problem.line) == (Path("docs/guide.md"), line)
    assert reason in problem.reason
    assert problem.remedy


def test_two_pages(small: Small) -> None:
    """An example can't be on two pages: its address leads to one."""
    for name in ("guide", "other"):
        small.write(f"docs/{name}.md", CASE)
    [problem, *_] = found(small.site(guide=FIGURE, other=FIGURE))
    assert str(problem).startswith("docs/other.md:1: t/case.py is in docs/guide.md:1 too")


def test_right(small: Small) -> None:
    """Quoted fences, and code that only looks like one, are no fault."""
    small.write("docs/guide.md", f"# A\n\n{CASE}\n````markdown\n{CASE}````\n\n    > `code`\n")
    small.write("docs/left.md", CASE)
    assert found(small.site(guide=f'{FIGURE}<b id="a"></b>', other='<b id="a"></b>')) == []
