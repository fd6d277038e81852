"""What examples did otherwise with other releases: of one, below its card; of all, in a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.released import LACKS, RAISES, SAME, entry, prints, put
from helpers.site_builder import project, snippet

from anyio_by_example.library.library import Library
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import DIFFERS, Outcome
from anyio_by_example.pages.changes import FEW, line, render_changes
from anyio_by_example.publishing.compatibility_markdown import changes as as_markdown

NAMES = [f"e{n}" for n in range(FEW + 2)]
QUITS = Outcome(DIFFERS, "1\n", "it ends with status 3")
OTHERWISE = entry({"asyncio trio 3.11": {"3.7.1": prints("1\n3\n"), "4.4.0": SAME}})


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A project with six examples on its page, which print 1 and 2."""
    snippets = project(tmp_path, *(f"t/{name}.py" for name in NAMES))
    for name in NAMES:
        text = snippet("print(1)\nprint(2)", docstring=f'"""About <{name}>."""\n')
        (snippets / "t" / f"{name}.py").write_text(text, "utf-8")
        (snippets / "t" / f"{name}.out").write_text("1\n2\n", "utf-8", newline="\n")
    return Library(snippets)


def parsed(html: str) -> BeautifulSoup:
    """The HTML of a fence."""
    return BeautifulSoup(html, "html.parser")


def text(tag: Tag) -> str:
    """What an element says."""
    return " ".join(tag.get_text(" ").split())


def one(library: Library, known: Entry) -> BeautifulSoup:
    """What is said below the card of an example."""
    put(library, e0=known)
    return parsed(render_changes(library, "t/e0.py"))


def test_before_and_after(library: Library) -> None:
    """Both outputs stand side by side, each with its releases, and the lines that differ marked."""
    found = one(library, OTHERWISE)
    [before, after] = found.select(".releases-instead > div")
    assert text(before) == "AnyIO 3.7.1 to 4.3 1 3"
    assert text(after) == "AnyIO 4.4 to 4.16 1 2"
    assert [text(each) for each in found.select("mark")] == ["3", "2"]


PLACES = {
    "on an event loop": (
        {"asyncio asyncio-uvloop 3.11": {"3.7.1": prints("3\n"), "4.4.0": SAME}},
        {"trio 3.11": {"3.7.1": SAME}},
        "AnyIO 3.7.1 to 4.3 asyncio uvloop",
        "AnyIO 4.4 to 4.16 AnyIO 3.7.1 to 4.3 Trio",
    ),
    "on a Python": (
        {"asyncio 3.12": {"3.7.1": prints("3\n"), "4.4.0": SAME}},
        {"asyncio 3.11": {"3.7.1": SAME}},
        "AnyIO 3.7.1 to 4.3 Python 3.12",
        "AnyIO 4.4 to 4.16 AnyIO 3.7.1 to 4.3 Python 3.11",
    ),
    "with an old Trio": (
        {"trio 3.11": {"3.7.1": prints("3\n"), "4.4.0": SAME}},
        {"trio 3.11, oldest Trio": {"3.7.1": prints("7\n")}},
        "AnyIO 3.7.1 to 4.3",
        "AnyIO 4.4 to 4.16",
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_places(case: str, library: Library) -> None:
    """Event loops and Pythons are named where it isn't so on all; the oldest Trio isn't told of."""
    some, others, before, after = PLACES[case]
    found = one(library, entry({**some, **others}))
    assert len(found.select(".releases-instead")) == 1
    assert [text(each) for each in found.select(".releases-instead > div > p")] == [before, after]


def test_several(library: Library) -> None:
    """What was printed in several ways is there, the newest first, held against the same output."""
    rows = {"asyncio 3.11": {"3.7.1": prints("3\n"), "4.1.0": prints("4\n"), "4.4.0": SAME}}
    found = one(library, entry(rows))
    said = [text(each) for each in found.select(".releases-instead > div > p")]
    assert said == ["AnyIO 4.1 to 4.3", "AnyIO 4.4 to 4.16", "AnyIO 3.7.1 to 4.0", "As above"]


ENDS = {
    "an error": (RAISES, "1 It ends with anyio.ClosedResourceError: it is closed"),
    "in words": (QUITS, "1 It ends with status 3."),
    "with nothing": (prints(""), "It prints nothing."),
}


@pytest.mark.parametrize("case", ENDS)
def test_ends(case: str, library: Library) -> None:
    """How it ended is said, below what it had printed."""
    outcome, said = ENDS[case]
    found = one(library, entry({"asyncio 3.11": {"3.7.1": outcome, "4.4.0": SAME}}))
    assert text(found.select(".releases-instead > div > div")[0]) == said


def test_nothing_else(library: Library) -> None:
    """Where nothing differs that is said, and what is lacking; and that nothing is known."""
    assert "wasn’t run with other releases" in render_changes(library, "t/e0.py")
    found = one(library, entry({"asyncio 3.11": {"3.7.1": LACKS, "4.4.0": SAME}}))
    assert [text(each) for each in found.select(".changes > p")] == [
        "It does the same with each release that it was run with.",
        "AnyIO 3.7.1 to 4.3 : anyio has no gather",
    ]


def test_all(library: Library) -> None:
    """In the list of all, a change has its examples, linked, and what they printed."""
    put(library, e1=OTHERWISE, e0=OTHERWISE)
    found = parsed(render_changes(library, "all"))
    assert [text(each) for each in found.select("h2")] == ["AnyIO 4.4"]
    assert [str(each["href"]) for each in found.select(".all-changes-jump a")] == ["#since-4.4"]
    [item] = found.select("li")
    assert [(str(a["identifier"]), text(a)) for a in item.select("autoref")] == [
        ("t-e0", "About <e0>."),
        ("t-e1", "About <e1>."),
    ]
    assert [text(each) for each in item.select(".all-changes-turn")] == ["3 → became 2"]


def test_many_examples(library: Library) -> None:
    """Where many show the same change, some are named, and the others unfold."""
    put(library, **dict.fromkeys(NAMES, OTHERWISE))
    [item] = parsed(render_changes(library, "all")).select("li")
    assert len(item.select("autoref")) == len(NAMES)
    [rest] = item.select("details")
    assert len(rest.select("autoref")) == len(NAMES) - FEW
    assert text(rest.select("summary")[0]) == f"{len(NAMES) - FEW} more examples"


def test_releases(library: Library) -> None:
    """The newest release comes first, and in each what ended with an error comes last."""
    put(
        library,
        e0=entry({"asyncio 3.11": {"3.7.1": QUITS, "4.4.0": SAME}}),
        e1=entry({"asyncio trio 3.11": {"3.7.1": prints("3\n"), "4.4.0": SAME}}),
        e2=entry({"trio 3.11": {"3.7.1": SAME, "4.14.2": RAISES}, "asyncio 3.11": {"3.7.1": SAME}}),
    )
    found = parsed(render_changes(library, "all"))
    assert [text(each) for each in found.select("h2, h3, .all-changes-turn")] == [
        "AnyIO 4.14.2",
        "With an error, before or since",
        "goes on → became ends with anyio.ClosedResourceError: it is closed Trio",
        "AnyIO 4.4",
        "3 → became 1",
        "With an error, before or since",
        "ends with status 3 → became goes on",
    ]


def test_only_on_pages(library: Library) -> None:
    """An example that no page shows isn't among them: nothing could be linked."""
    (library.root / "t" / "hidden.py").write_text(snippet("print(1)"), "utf-8")
    put(library, hidden=OTHERWISE)
    assert not parsed(render_changes(library, "all")).select("li")


@pytest.mark.parametrize(
    ("before", "shown"),
    [("  a\tb  ", "a⟦\\t⟧b"), ("\x1b[31mred\x1b[0m", "red"), ("x " * 100, "x " * 58 + "x …")],
)
def test_line(before: str, shown: str) -> None:
    """A line is shown without colours and with all of its characters; of a long one, the start."""
    assert line(before) == shown


def test_markdown(library: Library) -> None:
    """The same in Markdown: releases as headings, changes as items."""
    put(library, e0=entry({"asyncio trio 3.11": {"3.7.1": prints("a `b`\n"), "4.4.0": SAME}}))
    said = as_markdown(library, "all")
    assert said.startswith("## AnyIO 4.4\n\n- `` a `b` `` became `1`: [")
    assert said.endswith("[t-e0]")
    known = {"asyncio 3.11": {"3.7.1": QUITS, "4.4.0": SAME}, "trio 3.11": {"3.7.1": SAME}}
    put(library, e0=entry(known))
    assert "- it ends with status 3 became goes on (asyncio): [" in as_markdown(library, "all")
    assert "with the example" in as_markdown(library, "t/e0.py")
