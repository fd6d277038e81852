"""Beside a name: since when an example of it prints the same, where runs say so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.built import Entry
from helpers.released import LACKS, RAISES, SAME, entry, put
from helpers.site_builder import build, project, snippet, use

from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.page import Page
from anyio_by_example.library.library import Library
from anyio_by_example.publishing import entry_markdown
from anyio_by_example.recording.review import update
from anyio_by_example.reference.uses import Uses, find_uses

EXAMPLES = {"long": "# more\nprint(1)", "short": "print(1)", "unknown": "print(1)"}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Example]:
    """Some examples, of which `long` is the longest, and one is wrong on purpose."""
    root = project(tmp_path_factory.mktemp("steadiest"))
    for name, body in EXAMPLES.items():
        (root / "t" / f"{name}.py").write_text(snippet(f"\n{body}"), "utf-8")
    wrong = snippet("\nprint(1)", '#\n# [tool.example]\n# right = "t/long.py"\n')
    (root / "t" / "wrong.py").write_text(wrong, "utf-8")
    return {name: Example.load(root, f"t/{name}.py") for name in (*EXAMPLES, "wrong")}


@pytest.mark.parametrize(
    ("since", "wanted"),
    [
        ({}, None),
        ({"long": "4.2.0"}, ("t/long.py", "4.2.0")),
        ({"long": "4.2.0", "short": "4.9.0"}, ("t/long.py", "4.2.0")),
        ({"long": "4.10.0", "short": "4.9.0"}, ("t/short.py", "4.9.0")),
        ({"long": "4.2.0", "short": "4.2.0"}, ("t/short.py", "4.2.0")),
        ({"long": "4.2.0", "wrong": "4.2.0"}, ("t/long.py", "4.2.0")),
        ({"long": "4.2.0", "wrong": "3.7.1"}, ("t/wrong.py", "3.7.1")),
    ],
)
def test_steadiest(
    since: Mapping[str, str], wanted: tuple[str, str] | None, examples: dict[str, Example]
) -> None:
    """It's the example that has done so for longest, a right one and a short one if several have.

    One of which nothing is known doesn't count, and one that no page shows neither.
    """
    page = Page("page.md", "Page", tuple(f"t/{name}.py" for name in examples))
    names = {each: [Name(each.first_line, 0, 1, "anyio.Lock")] for each in examples.values()}
    known = {examples[name]: release for name, release in since.items()}
    found = Uses([page], names, since=known).steadiest("anyio.Lock")
    assert (found and (found.name, found.since)) == wanted
    assert Uses([page], names, since=known).steadiest("anyio.Event") is None
    assert Uses([], names, since=known).steadiest("anyio.Lock") is None


BODY = "\nimport anyio\n\nanyio.run(anyio.sleep, 0)\nprint(anyio.Event)"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an example that was run on other releases, and entries of the reference."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(snippet(BODY), "utf-8")
    library = Library(snippets)
    example = library.example("t/case.py")
    library.names_in(example)
    library.record([example])
    update(example, library.recorded(example))
    use(library, monkeypatch)
    text = "# Page\n\n```snippet\nt/case.py\n```\n\n::: anyio.sleep\n\n::: anyio.Lock\n"
    (tmp_path / "docs" / "index.md").write_text(text, "utf-8")
    return tmp_path


def badges(folder: Path) -> list[list[tuple[str, object]]]:
    """What is beside the two names, with where it leads."""
    html = (build(folder, strict=False) / "index.html").read_text("utf-8")
    page = BeautifulSoup(html, "html.parser")
    found: list[list[tuple[str, object]]] = []
    for name in ("anyio.sleep", "anyio.Lock"):
        heading = page.find(id=name)
        assert isinstance(heading, Tag)
        box = heading.find_parent(class_="doc-object")
        assert isinstance(box, Tag)
        own = Entry("", box, heading).own(".api-badge")
        found.append([(each.get_text(), each.get("href")) for each in own])
    return found


def test_badge(folder: Path) -> None:
    """The badge says so beside "added in", and leads to the example's table.

    When what is known changes, so does the badge, also where the entry was kept. A name whose
    examples aren't known has none; neither has one whose example isn't the same on a backend.
    """
    library = Library(folder / "snippets")
    added = ("added in 1.0", None)
    put(library, case=entry({"asyncio trio 3.11": {"3.7.1": LACKS, "4.2.0": SAME}}))
    same = ("an example prints the same since 4.2", "./e/t/case/#releases")
    sleep, lock = badges(folder)
    assert (sleep, len(lock)) == ([added, same], 1)
    put(library, case=entry({"asyncio trio 3.11": {"3.7.1": SAME, "4.16.0": RAISES}}))
    assert badges(folder)[0] == [added]


def test_markdown(folder: Path) -> None:
    """In Markdown it's a sentence with the same link."""
    library = Library(folder / "snippets")
    put(library, case=entry({"asyncio trio 3.11": {"3.7.1": LACKS, "4.2.0": SAME}}))
    text = entry_markdown.entry(find_uses(library), "anyio.sleep")
    assert (
        "Added in 1.0. [An example](site:e/t/case.md) prints the same since 4.2. [Source]("
    ) in text
    (library.root / "matrix.json").unlink()
    assert "Added in 1.0. [Source](" in entry_markdown.entry(find_uses(library), "anyio.sleep")
