"""The list of what holds with which release says what was run, and a script can tell all of it."""

from __future__ import annotations

import gzip
import re

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.released import (
    LACKS,
    NOT_RUN,
    RAISES,
    SAME,
    STUCK,
    WAVERS,
    entry,
    prints,
    put,
)
from helpers.site_builder import project, snippet
from helpers.support import ROOT, Site

from anyio_by_example.examples.page import find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import DIFFERS, MISSING, VARIES, Outcome
from anyio_by_example.matrix.outcome import SAME as WORKS
from anyio_by_example.pages.compatibility import AT_ONCE, find_compatibility, render_compatibility
from anyio_by_example.publishing.compatibility_markdown import compatibility as as_markdown

LARGEST = 70_000
"""Bytes that a browser loads to show the page, compressed."""

KNOWN = {
    "everywhere": entry({"asyncio asyncio-uvloop asyncio-eager trio 3.12": {"3.7.1": SAME}}),
    "later": entry(
        {
            "asyncio 3.11": {"3.7.1": LACKS, "4.10.0": SAME},
            "asyncio-uvloop 3.11": {"3.7.1": LACKS, "4.11.0": SAME},
            "trio 3.11": {"3.7.1": LACKS, "4.10.0": RAISES, "4.14.2": SAME},
        }
    ),
    "not_now": entry(
        {
            "asyncio 3.11": {"3.7.1": SAME, "4.15.1": prints("2\n")},
            "asyncio 3.12": {"3.7.1": SAME},
            "trio 3.12": {"3.7.1": NOT_RUN, "4.1.0": WAVERS, "4.2.0": SAME},
        }
    ),
    "own_loop": entry({"as-written 3.10": {"3.7.1": LACKS, "4.3.0": SAME}}),
    "stuck": entry({"trio 3.11": {"3.7.1": LACKS, "4.1.0": STUCK, "4.2.0": SAME}}),
    "eager": entry(
        {"asyncio-eager 3.12": {"3.7.1": RAISES, "4.7.0": SAME}, "asyncio 3.12": {"3.7.1": SAME}}
    ),
}
"""What is known of examples, by their names."""

CELLS = {
    "everywhere": ["3.7.1", "3.7.1", "3.7.1", "3.7.1", "3.12", ""],
    "later": ["4.10", "4.11", "", "4.14.2", "3.11", "7"],
    "not_now": ["3.7.1", "", "", "4.2", "3.12", "3"],
    "stuck": ["", "", "", "4.2", "3.11", "1"],
    "own_loop": ["4.3, on the loop that it names", "3.10", ""],
    "eager": ["3.7.1", "", "4.7", "", "3.12", ""],
    "unknown": ["not run on other releases"],
}
"""What the list says of each; of one, nothing is known."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A project whose page shows these examples, and one of which nothing is known."""
    names = [*KNOWN, "unknown"]
    snippets = project(
        tmp_path_factory.mktemp("compatibility"), *(f"t/{name}.py" for name in names)
    )
    for name in (*names, "on_no_page"):
        more = '# [tool.example]\n# right = "t/everywhere.py"\n' if name == "later" else ""
        more = "# [tool.example]\n# backends = []\n" if name == "own_loop" else more
        text = snippet("print(1)", more, f'"""About <{name}>."""\n')
        (snippets / "t" / f"{name}.py").write_text(text, "utf-8")
        (snippets / "t" / f"{name}.out").write_text("1\n", "utf-8", newline="\n")
    made = Library(snippets)
    put(made, **KNOWN)
    return made


@pytest.fixture(scope="module")
def page(made: Library) -> BeautifulSoup:
    """The list of these examples."""
    return BeautifulSoup(render_compatibility(made, "all"), "html.parser")


def rows(page: BeautifulSoup) -> dict[str, Tag]:
    """The rows of the list, by the names of the examples, in its order."""
    found = {}
    for row in page.select(".compatibility-list tbody tr:has(a)"):
        name = re.fullmatch(r"site:e/t/(\w+)/", str(row.select("a")[0]["href"]))
        assert name
        found[name[1]] = row
    return found


def test_rows(page: BeautifulSoup) -> None:
    """A row says since when an example works, on which Pythons, and with how many it differs.

    Eager tasks don't count there, and what no page shows isn't in the list.
    """
    found = rows(page)
    assert {
        name: [td.get_text() for td in row.select("td")] for name, row in found.items()
    } == CELLS
    for name, row in found.items():
        assert row.select("a")[0].get_text() == f"About <{name}>."
        assert bool(row.select(".example-verdict")) == (name == "later")
        assert ("data-p" in row.attrs) == (name != "unknown")


def told(page: BeautifulSoup, profile: str) -> dict[tuple[str, str], list[str]]:
    """What a script can tell from a profile: letters of releases, by event loop and Python."""
    form = page.form
    assert form
    codes = str(form["data-codes"]).split(" ")
    found = {}
    numbers = str(form["data-profiles"]).split(";")[int(profile)].split(" ")
    for slot, number in zip(str(form["data-slots"]).split(" "), numbers, strict=True):
        loop, _, python = slot.partition("/")
        spans = re.findall(r"(\d+)([a-z])", codes[int(number)])
        letters: list[str] = []
        ends = [int(first) for first, _ in spans[1:]] + [len(RELEASES)]
        for (first, letter), end in zip(spans, ends, strict=False):
            letters += [letter] * (end - int(first))
        if letters:
            found[loop, python] = letters
    return found


LETTERS = {WORKS: "w", MISSING: "l", DIFFERS: "e", VARIES: "e"}
"""What had no result differs, and what couldn't be run is neither."""


def _letter(outcome: Outcome) -> str:
    return LETTERS.get(outcome.kind, "e" if outcome.was_run else "u")


def letters(known: Entry) -> dict[tuple[str, str], list[str]]:
    """The same, from what is known."""
    return {
        (runtime.name, column.python): [_letter(outcome) for outcome in row]
        for (runtime, column), row in known.outcomes.items()
        if not column.trio
    }


def test_profiles(page: BeautifulSoup) -> None:
    """The page has what each example came to with each release, wherever it was run."""
    found = rows(page)
    for name, known in KNOWN.items():
        assert told(page, str(found[name]["data-p"])) == letters(known), name
    assert page.form
    assert len(str(page.form["data-releases"]).split(" ")) == len(RELEASES)


def test_choices(page: BeautifulSoup) -> None:
    """Only what is there can be chosen; the newest release comes first."""
    values = {
        str(select["name"]): [str(option["value"]) for option in select.select("option")[1:]]
        for select in page.select("select")
    }
    assert values.pop("release")[:3] == ["4.16", "4.15.1", "4.15"]
    loops = ["asyncio", "asyncio-uvloop", "asyncio-eager", "trio", "as-written"]
    assert values == {
        "python": ["3.10", "3.11", "3.12"],
        "on": loops,
        "outcome": ["same", "missing", "differs"],
        "topic": ["t"],
    }


def test_counts(made: Library, page: BeautifulSoup) -> None:
    """Examples are counted on asyncio and on Trio; neighbours that are alike are one row."""
    counts = find_compatibility(made).counts
    found = {each.releases: [dict(one) for one in each.by_runtime] for each in counts}
    assert found["4.15.1 to 4.16"] == [{"same": 3, "differs": 1}, {"same": 4}]
    assert found["4.10 to 4.14.1"] == [{"same": 4}, {"same": 3, "differs": 1}]
    assert found["3.7.1 to 4.0"] == [
        {"same": 3, "missing": 1},
        {"same": 1, "missing": 2, "unknown": 1},
    ]
    assert found["4.1"][1] == {"same": 1, "missing": 1, "differs": 2}
    shown = [
        [cell.get_text() for cell in row.select("th, td")]
        for row in page.select(".compatibility-counts tbody tr")
    ]
    assert shown[0] == ["4.15.1 to 4.16", "3", "0", "1", "4", "0", "0"]
    assert [row[0] for row in shown] == [each.releases for each in counts]
    links = [str(a["href"]) for a in page.select(".compatibility-counts a")]
    assert links[0] == "?release=4.16#compatibility-list"


def test_how_much_was_run(made: Library, page: BeautifulSoup) -> None:
    """The page says how much was run, what lies between two runs that agree, and what neither is.

    What was tried and couldn't be run isn't run.
    """
    cells = len(RELEASES) * sum(len(known.rows) for known in KNOWN.values())
    tried = sum(known.tried for known in KNOWN.values())
    lost = sum(not o.was_run for e in KNOWN.values() for row in e.outcomes.values() for o in row)
    said = page.select(".compatibility-told")[0].get_text()
    assert lost == RELEASES.index("4.1.0")
    assert said.startswith(f"{tried - lost:,} combinations")
    assert f" {cells - tried:,} lie between" in said
    assert f" {lost} couldn't be run." in said
    assert said.endswith(" Nothing was run on Python 3.13 and 3.14.")
    assert said == find_compatibility(made).told


def test_only_all(made: Library) -> None:
    """There is one list."""
    with pytest.raises(ValueError, match="not of t"):
        render_compatibility(made, "t")


def test_markdown(made: Library) -> None:
    """As Markdown there are the same two tables."""
    said = as_markdown(made, "all")
    assert "| 4.15.1 to 4.16 | 3 | 0 | 1 | 4 | 0 | 0 |" in said
    assert "| [About &lt;eager>.][t-eager] | 3.7.1 |  | 4.7 |  | 3.12 |  |" in said
    assert (
        "| **Wrong.** [About &lt;later>.][t-later] | 4.10 | 4.11 |  | 4.14.2 | 3.11 | 7 |" in said
    )
    for table in said.split("\n\n"):
        widths = {line.count("|") for line in table.splitlines() if line.startswith("|")}
        assert len(widths) <= 1


def test_of_this_project(site: Site) -> None:
    """Each example that a page shows has a row on the built page, which leads to its own page."""
    page = site.page("releases/compatibility.md")
    here = site.file("releases/compatibility.md").parent
    links = [str(a["href"]) for a in page.select(".compatibility-list a")]
    shown = {name for each in find_pages(ROOT / "docs") for name in each.snippets}
    assert sorted(links) == sorted(f"../../e/{name.removesuffix('.py')}/" for name in shown)
    assert all((here / link / "index.html").is_file() for link in links)
    rows = page.select(".compatibility-list tr:has(a)")
    assert [i for i, row in enumerate(rows) if "is-later" in row.get_attribute_list("class")] == [
        *range(AT_ONCE, len(rows))
    ]


def test_size(site: Site) -> None:
    """What a browser loads to show the page is small, with all of its data."""
    file = site.file("releases/compatibility.md")
    head = site.page("releases/compatibility.md").head
    assert head
    links = [str(each["href"]) for each in head.select("head > link[rel=stylesheet]")]
    links += [str(each["src"]) for each in head.select("script[src]")]
    files = [file, *(file.parent / link for link in links)]
    assert len(files) == 7
    assert sum(len(gzip.compress(each.read_bytes())) for each in files) <= LARGEST
