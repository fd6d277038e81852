"""The catalogue has every example, and says of each what it can be chosen by."""

from __future__ import annotations

import gzip
from functools import cache
from html import escape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.site_builder import project, snippet
from helpers.support import ROOT, Site

from anyio_by_example.examples.page import Page
from anyio_by_example.library.library import Library
from anyio_by_example.pages.catalogue import AT_ONCE, Shelf, find_shelves, render_examples
from anyio_by_example.pages.menu import find_menu
from anyio_by_example.publishing.reading import read
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.review import agreements
from anyio_by_example.reference.entry import documented
from anyio_by_example.runtime import ASYNCIO, TRIO


@pytest.fixture(scope="module")
def shelves(library: Library) -> list[Shelf]:
    """The catalogue of the project's examples."""
    return list(find_shelves(library, find_menu(ROOT / "docs").pages))


@pytest.fixture(scope="module")
def page(site: Site) -> BeautifulSoup:
    """The built catalogue."""
    return site.page("examples.md")


def rows(page: BeautifulSoup) -> dict[str, Tag]:
    """The rows of the catalogue, by the names of their examples, in its order."""
    return {row.select("p > code")[0].get_text(): row for row in page.select(".catalogue li")}


def test_order(page: BeautifulSoup, library: Library) -> None:
    """Each example is there once, below its page, in the order of the menu and of the pages.

    Only what is right stands after all that it corrects, and follows the last of them.
    """
    shown = [each for each in find_menu(ROOT / "docs").pages if each.snippets]
    sections = page.select(".catalogue section")
    assert [heading.get_text() for heading in page.select(".catalogue h2")] == [
        each.title for each in shown
    ]
    for section, each in zip(sections, shown, strict=True):
        names = [code.get_text() for code in section.select("p > code")]
        rights = {name: library.example(name).settings.right for name in names}
        assert sorted(names) == sorted(each.snippets)
        unpaired = {name for name in names if not rights[name] and name not in rights.values()}
        assert [name for name in names if name in unpaired] == [
            name for name in each.snippets if name in unpaired
        ]
        for at, name in enumerate(names):
            if right := rights[name]:
                follows = next(n for n in names[at:] if rights[n] != right)
                assert follows == right
        # a pair has the place of what comes first of it on the page
        firsts = [rights[name] or name for name in each.snippets]
        assert [*dict.fromkeys(rights[name] or name for name in names)] == [*dict.fromkeys(firsts)]


def test_links(page: BeautifulSoup, site: Site, library: Library) -> None:
    """Captions lead to examples, headings to their pages; a topic's id is where it begins."""
    here = site.file("examples.md").parent
    ids = cache(lambda file: read(file).ids)
    for name, row in rows(page).items():
        example = library.example(name)
        [caption] = row.select("a")
        assert caption.get_text() == example.caption
        target, _, fragment = str(caption["href"]).partition("#")
        assert fragment == example.id
        assert example.id in ids(here / target / "index.html")
    for link in page.select(".catalogue h2 a"):
        target, _, ident = str(link["href"]).partition("#")
        page_of_shelf = here / target / "index.html"
        assert ident in ids(page_of_shelf)
        assert escape(link.get_text(), quote=False) in page_of_shelf.read_text("utf-8")
    seen: set[str] = set()
    for section in page.select(".catalogue section"):
        topics = {code.get_text().partition("/")[0] for code in section.select("code")}
        assert {str(each["id"]) for each in section.select("[id^=topic-]")} == {
            f"topic-{topic}" for topic in topics - seen
        }
        seen |= topics


def test_what_examples_are_chosen_by(shelves: list[Shelf], library: Library) -> None:
    """Names, backends and differences are those that the examples' own cards have."""
    entries = [entry for shelf in shelves for entry in shelf.entries]
    public = documented().all.keys()
    for entry in entries:
        example = entry.example
        assert {f"anyio.{name}" for name in entry.names} == library.targets_in(example) & public
        recordings = library.recordings(example)
        assert entry.runtimes == tuple(recordings)
        groups = [{*each.runtimes} for each in agreements(example, recordings)]
        both = {ASYNCIO, TRIO} <= {*recordings}
        assert entry.differs == (both and not any({ASYNCIO, TRIO} <= group for group in groups))
        assert bool(entry.only) == (len(example.settings.backends) == 1)
        differs = ["differs"] if entry.differs else []
        only = [f"only-{backend}" for backend in example.settings.backends if entry.only]
        assert entry.marks == [*(runtime.name for runtime in recordings), *only, *differs]
        fitness = library.fitness(example)
        assert entry.runs_here == bool(fitness and fitness.is_fit)
    assert any(entry.only for entry in entries)
    assert any(entry.differs for entry in entries)


def test_rows(page: BeautifulSoup, shelves: list[Shelf]) -> None:
    """A row says in words how its example runs, and has for the filter what it goes by."""
    found = rows(page)
    names = str(page.select(".catalogue form")[0]["data-names"]).split()
    assert len({*names}) == len(names)
    for entry in (entry for shelf in shelves for entry in shelf.entries):
        row = found[entry.example.name]
        said = row.get_text()
        verdict = "Wrong." if entry.example.settings.right else "Right." if entry.corrects else None
        assert [each.get_text() for each in row.select("strong")] == [verdict] * bool(verdict)
        assert ("data-wrong" in row.attrs) == (verdict == "Wrong.")
        assert ("data-right" in row.attrs) == (verdict == "Right.")
        assert [each.get_text() for each in row.select(".runtime")] == [
            runtime.label for runtime in entry.backends
        ]
        assert bool(row.select("b")) == entry.differs
        assert str(row["data-on"]).split() == entry.marks
        assert ("data-here" in row.attrs) == entry.runs_here
        assert ("not run in this build" in said) == bool(entry.example.unsuited)
        assert (" only" in row.select("p")[1].get_text()) == bool(entry.only and entry.backends)
        numbers = map(int, str(row.attrs.get("data-api", "")).split())
        assert {names[number] for number in numbers} == {*entry.names}


def test_at_once(page: BeautifulSoup) -> None:
    """Of the rows, all but the first forty wait until a reader asks for more."""
    later = ["is-later" in row.get_attribute_list("class") for row in rows(page).values()]
    assert later == [False] * AT_ONCE + [True] * (len(later) - AT_ONCE)
    for section in page.select(".catalogue section"):
        waits = all("is-later" in row.get_attribute_list("class") for row in section.select("li"))
        assert waits == ("is-later" in section.get_attribute_list("class"))


def test_size(site: Site) -> None:
    """The page stays small: 80 bytes for each example as it's sent, with the frame of the page."""
    entries = len(site.page("examples.md").select(".catalogue li"))
    sent = len(gzip.compress(site.file("examples.md").read_bytes()))
    assert sent <= 80 * entries


def broken(folder: Path) -> Library:
    """A project in which one example of two fails."""
    snippets = project(folder)
    (snippets / "t" / "good.py").write_text(snippet("print(1)"), "utf-8")
    (snippets / "t" / "good.out").write_text("1\n", "utf-8")
    (snippets / "t" / "bad.py").write_text(snippet("raise ValueError"), "utf-8")
    (snippets / "t" / "alone.py").write_text(snippet("print(1)"), "utf-8")
    return Library(snippets, Recorder(workers=2))


def test_an_example_that_fails(tmp_path: Path) -> None:
    """It is in the catalogue, and its own page says what is wrong; one without a page isn't."""
    library = broken(tmp_path)
    pages = [Page("a.md", "A", ("t/good.py",)), Page("b.md", "B", ("t/bad.py", "t/gone.py"))]
    shelves = find_shelves(library, [*pages, Page("c.md", "C", ())])
    assert [
        (shelf.title, [(each.example.name, bool(each.runtimes)) for each in shelf.entries])
        for shelf in shelves
    ] == [("A", [("t/good.py", True)]), ("B", [("t/bad.py", False)])]


PAIRS = {
    "good alone": "good alone",
    "wrong right good": "wrong right good",
    "good right alone wrong": "good wrong right alone",
    "alone wrong good right": "alone wrong right good",
    "wrong good wrong2 right": "wrong wrong2 right good",
    "right wrong2 good wrong": "wrong2 wrong right good",
}
"""Examples as a page has them, and as the catalogue does."""


@pytest.mark.parametrize("order", PAIRS)
def test_pairs(order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is right follows all that is wrong; the others stay in the order of their page."""
    library = Library(project(tmp_path))
    monkeypatch.setattr(Library, "recordings", lambda *_: {})
    for name in ("good", "alone", "right", "wrong", "wrong2"):
        more = '# [tool.example]\n# right = "t/right.py"\n' if name.startswith("wrong") else ""
        (library.root / "t" / f"{name}.py").write_text(snippet("print(1)", more), "utf-8")
    page = Page("a.md", "A", tuple(f"t/{name}.py" for name in order.split()))
    [shelf] = find_shelves(library, [page])
    assert " ".join(each.example.path.stem for each in shelf.entries) == PAIRS[order]


def test_only_all(library: Library) -> None:
    """There is one catalogue."""
    with pytest.raises(ValueError, match="not of timeouts"):
        render_examples(library, "timeouts")
