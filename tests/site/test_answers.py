"""Pages that answer in a line: each line leads to an example that shows it."""

from __future__ import annotations

import re

import pytest
from helpers.pages import pages
from helpers.support import ROOT
from packaging.version import Version

from anyio_by_example.api.added import added
from anyio_by_example.library.library import default_library
from anyio_by_example.matrix.since import Since, label
from anyio_by_example.pages.menu import examples_on_pages
from anyio_by_example.reference.entry import public_names

CHOICES = sorted(f"choose/{file.name}" for file in (ROOT / "docs" / "choose").glob("*.md"))
FAQ = "look-up/faq.md"
MINOR = ("AsyncBackend", "AnyByteStreamConnectable", "CacheParameters", ".ttl", "is_running")
"""Parts of names that the page leaves out: aliases, details, and what is not for users."""
NEW = "releases/whats-new.md"
LINK = re.compile(r"\]\[([a-z_]+)-([a-z0-9_]+?)(?:-L\d+)?\]")
ROW = re.compile(r"(?m)^\| (?!Situation|-)[^\n]+$")
QUESTION = re.compile(r"(?ms)^### [^\n]+\? \{#[a-z0-9-]+\}\n\n(.+?)(?=^#|\Z)")


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """The texts of the examples on pages, by their names."""
    found = examples_on_pages(default_library())
    return {example.name: example.text for example in found}


def linked(text: str) -> list[str]:
    """The names of the examples to which a text links."""
    return [f"{topic}/{name}.py" for topic, name in LINK.findall(text)]


@pytest.mark.parametrize("page", [page for page in CHOICES if not page.endswith("index.md")])
def test_choices(page: str, shown: dict[str, str]) -> None:
    """Each row of a table, and each line of the cheat sheet, leads to an example on a page."""
    text = pages()[page]
    lines = ROW.findall(text) or re.findall(r"(?m)^- `[^\n]+$", text)
    assert len(lines) >= 8
    for line in lines:
        assert linked(line), line
        assert {*linked(line)} <= shown.keys(), line


def test_questions(shown: dict[str, str]) -> None:
    """Each of thirty questions is answered in two sentences and by an example on a page."""
    answers = QUESTION.findall(pages()[FAQ])
    assert len(answers) == 30
    for answer in answers:
        assert len(answer.strip().split("\n")) == 2, answer
        assert linked(answer), answer
        assert {*linked(answer)} <= shown.keys(), answer


def test_news(shown: dict[str, str]) -> None:
    """What is new in a release didn't work before: no example below it did what it does now."""
    parts = re.split(r"(?m)^## (4\.\d+)$", pages()[NEW].partition("## Recap")[0])[1:]
    library = default_library()
    releases = dict(zip(parts[::2], parts[1::2], strict=True))
    assert [*releases] == [f"4.{minor}" for minor in range(16, 9, -1)]
    for release, text in releases.items():
        for line in re.findall(r"(?m)^- [^\n]+$", text):
            assert linked(line), line
            for name in linked(line):
                assert name in shown
                entry = library.entry(library.example(name))
                since = Since.of(entry) if entry else None
                assert since, name
                newest = max(Version(label(each)) for each in since.releases.values() if each)
                assert newest >= Version(release), (name, release)


def test_names() -> None:
    """The page names each public name that came with these releases, or the class it is of."""
    text = pages()[NEW]
    named = {*re.findall(r"\]\[(anyio\.[\w.]+)\]", text)}
    methods = {name.rpartition(".")[2] for name in named}
    releases = {f"4.{minor}" for minor in range(10, 17)}
    new = {name for name in public_names().all if added(name) in releases}
    missing = {
        name
        for name in new
        if not any(name == each or name.startswith(f"{each}.") for each in named)
        # of several classes with the same new method, one is named
        and name.rpartition(".")[2] not in methods
        and not name.startswith("anyio.itertools.")
        and not any(each in name for each in MINOR)
    }
    assert missing == {*()}
    assert len(new) > 80
