"""The catalogue has every example, and says of each what it can be chosen by."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.site_builder import project, snippet
from helpers.support import ROOT, Site

from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.pages.catalogue import Topic, find_topics, render_examples
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.review import agreements
from anyio_by_example.reference.entry import documented
from anyio_by_example.runtime import ASYNCIO, TRIO


@pytest.fixture(scope="module")
def topics(library: Library) -> list[Topic]:
    """The catalogue of the project's examples."""
    return list(find_topics(library, find_pages(ROOT / "docs")))


@pytest.fixture(scope="module")
def page(site: Site) -> BeautifulSoup:
    """The built catalogue."""
    return site.page("examples.md")


def rows(page: BeautifulSoup) -> dict[str, Tag]:
    """The rows of the catalogue, by the names of their examples."""
    return {row.select("p > code")[0].get_text(): row for row in page.select(".catalogue li")}


def test_every_example(page: BeautifulSoup, library: Library) -> None:
    """Each example is there once, in the order of names within its topic, and nothing else."""
    shown = {name for each in find_pages(ROOT / "docs") for name in each.snippets}
    for topic in {name.partition("/")[0] for name in shown}:
        section = page.select_one(f"section[data-topic={topic}]")
        assert section
        names = [code.get_text() for code in section.select("p > code")]
        assert names == [name for name in library.names(topic) if name in shown]
    assert len(page.select(".catalogue li")) == len(shown)


def test_links(page: BeautifulSoup, site: Site, library: Library) -> None:
    """Captions lead to examples, wrong ones also to the right one, and topics to their pages."""
    here = site.file("examples.md").parent
    for name, row in rows(page).items():
        example = library.example(name)
        caption, *others = row.select("a")
        assert caption.get_text() == example.caption
        wanted = [example.id, *([example.right_id] if example.settings.right else [])]
        for link, ident in zip([caption, *others], wanted, strict=True):
            target, _, fragment = str(link["href"]).partition("#")
            assert fragment == ident
            assert ident in site.ids(here / target / "index.html")
    for link in page.select(".catalogue h2 a"):
        target, _, ident = str(link["href"]).partition("#")
        page_of_topic = here / target / "index.html"
        assert ident in site.ids(page_of_topic)
        assert escape(link.get_text(), quote=False) in page_of_topic.read_text("utf-8")


def test_what_examples_are_chosen_by(topics: list[Topic], library: Library) -> None:
    """Names, backends and differences are those that the examples' own cards have."""
    entries = [entry for topic in topics for entry in topic.entries]
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
        fitness = library.fitness(example)
        here = ["here"] if fitness and fitness.is_fit else []
        assert entry.marks == [*(runtime.name for runtime in recordings), *only, *differs, *here]
    assert any(entry.only for entry in entries)
    assert any(entry.differs for entry in entries)


def test_words(page: BeautifulSoup, topics: list[Topic]) -> None:
    """A row says in words what the filter goes by."""
    found = rows(page)
    for entry in (entry for topic in topics for entry in topic.entries):
        row = found[entry.example.name]
        said = row.get_text()
        assert ("Wrong." in said, "data-wrong" in row.attrs) == (
            (True, True) if entry.example.settings.right else (False, False)
        )
        assert [each.get_text() for each in row.select(".runtime")] == [
            runtime.label for runtime in entry.backends
        ]
        assert bool(row.select("b")) == entry.differs
        assert ("also in your browser" in said) == entry.runs_here
        assert ("not run in this build" in said) == bool(entry.example.unsuited)
        assert (" only" in row.select("p")[1].get_text()) == bool(entry.only and entry.backends)
        for name in entry.names:
            assert name in said


def test_size(site: Site) -> None:
    """The page stays small: 620 bytes of HTML for each example, with the frame of the page."""
    entries = len(site.page("examples.md").select(".catalogue li"))
    assert site.file("examples.md").stat().st_size <= 620 * entries


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
    pages = [Page("a.md", "10. A", ("t/good.py",)), Page("b.md", "2. B", ("t/bad.py",))]
    [topic] = find_topics(library, pages)
    assert [(each.example.name, bool(each.runtimes)) for each in topic.entries] == [
        ("t/bad.py", False),
        ("t/good.py", True),
    ]


def test_numbers_in_titles(tmp_path: Path) -> None:
    """Topics are in the order of their titles, where 10 comes after 2; others come last."""
    library = broken(tmp_path)
    for name in ("a", "b", "c"):
        (library.root / name).mkdir()
        (library.root / name / "case.py").write_text(snippet("print(1)"), "utf-8")
    pages = [
        Page("x.md", "10. X", ("a/case.py",)),
        Page("index.md", "A home", ("b/case.py",)),
        Page("y/index.md", "2. Y", ("c/case.py",)),
    ]
    found = [(topic.title, topic.lead) for topic in find_topics(library, pages)]
    assert found == [("2. Y", "c-case"), ("10. X", "a-case"), ("A home", "b-case")]


def test_only_all(library: Library) -> None:
    """There is one catalogue."""
    with pytest.raises(ValueError, match="not of timeouts"):
        render_examples(library, "timeouts")
