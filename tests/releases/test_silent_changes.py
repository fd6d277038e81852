"""What the pages on releases say of a change is what was found by running its program."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.pages import embedded, pages
from helpers.support import ROOT
from packaging.requirements import Requirement
from packaging.version import Version

from anyio_by_example.examples.example import Example, find_root
from anyio_by_example.pages.menu import find_menu

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PROBES = find_root(ROOT) / "releases"

HISTORY = "https://anyio.readthedocs.io/en/stable/versionhistory.html"
"""Where AnyIO tells of its releases."""

RUNTIMES = {
    ("asyncio",): ", on asyncio",
    ("trio",): ", on Trio",
    ("asyncio", "trio"): ", on both backends",
    ("as-written",): "",
}
"""Where a change was found, and how a page says that."""

LEAST = {"checked_thread": "4.1"}
"""Probes of what is newer than 4.0, each with its first release."""


@dataclass(frozen=True)
class Change:
    """What a probe found."""

    probe: str
    """The name of its example, without its suffix."""
    runtimes: tuple[str, ...]
    release: str
    """The first from which on it prints what was reviewed."""
    note: str
    """Whether AnyIO's history of versions says so: "history" or "none"."""
    earlier: tuple[str, ...] = ()
    """The releases before at which its output changed, too."""


def changes() -> list[Change]:
    """All that were found, in the order of the pages."""
    text = Path(__file__).with_name("changes.toml").read_text("utf-8")
    return [
        Change(**each | {key: tuple(each.get(key, ())) for key in ("runtimes", "earlier")})
        for each in tomllib.loads(text)["change"]
    ]


CHANGES = changes()


@dataclass(frozen=True)
class Part:
    """What a page says of a change, under a heading of its own."""

    page: str
    since: str
    """The release in the heading above."""
    heading: str
    text: str

    @property
    def link(self) -> str:
        """The address of the heading, from the group's own page."""
        slug = re.sub(r"[^\w\- ]", "", self.heading).lower().replace(" ", "-")
        return f"{self.page.removeprefix('releases/')}#{slug}"

    def bullet(self, label: str) -> str:
        """What stands behind a label in bold type."""
        found: list[str] = re.findall(rf"(?m)^- \*\*{re.escape(label)}:\*\* (.+)$", self.text)
        assert len(found) == 1, label
        return found[0]


@cache
def parts() -> list[Part]:
    """What the pages say, in the order of the menu."""
    found = []
    texts = pages()
    for page in (each.path for each in find_menu(ROOT / "docs").pages):
        if not page.startswith("releases/"):
            continue
        blocks = re.split(r"(?m)^(##+) (.+)$", texts[page])
        since = ""
        for level, heading, text in zip(blocks[1::3], blocks[2::3], blocks[3::3], strict=True):
            if level == "##":
                since = heading.removeprefix("Since ")
            else:
                found.append(Part(page, since, heading, text))
    return found


def part(change: Change) -> Part:
    """What the pages say of a change."""
    [found] = [each for each in parts() if f"```snippet\n{change.probe}.py\n```" in each.text]
    return found


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.probe)
def test_page(change: Change) -> None:
    """A page says where a program changed and since when, what supports both, and who says so."""
    said = part(change)
    assert said.bullet(f"Before{RUNTIMES[change.runtimes]}")
    assert said.bullet(f"Since {change.release}")
    assert said.bullet("To support both")
    history = said.bullet("History")
    if change.note == "none":
        assert history.startswith("in no release note.")
    else:
        assert history.startswith(f"[it says]({HISTORY}) ")
    for release in change.earlier:
        assert re.search(rf"\b{re.escape(release)}(?![\w.]*\d)", said.text), release


def test_every_probe_has_a_change() -> None:
    """Each program of this topic is on one of the pages, and has one change."""
    probes = sorted(f"releases/{file.stem}" for file in PROBES.glob("*.py"))
    assert sorted(change.probe for change in CHANGES) == probes
    shown = [(page, name) for page, name in embedded() if name.startswith("releases/")]
    assert sorted(name for _, name in shown) == [f"{probe}.py" for probe in probes]
    assert len(parts()) == len(CHANGES)


def test_newest_first() -> None:
    """The pages, and the changes on them, begin with the newest release."""
    found = [part(change) for change in CHANGES]
    assert found == parts()
    assert all(said.since == change.release for said, change in zip(found, CHANGES, strict=True))
    versions = [Version(change.release) for change in CHANGES]
    assert all(one >= other for one, other in pairwise(versions))
    for change in CHANGES:
        assert all(Version(each) < Version(change.release) for each in change.earlier)


def test_changes_without_a_note() -> None:
    """The group's own page lists those changes that no release note tells of, and only these."""
    _, _, section = pages()["releases/index.md"].partition("\n## In no release note\n")
    listed = re.findall(r"\]\((\S+#\S+)\)", section)
    assert listed == [part(change).link for change in CHANGES if change.note == "none"]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.probe)
def test_runs_before(change: Change) -> None:
    """A probe says what it probes, and that it runs on the releases before the change, too."""
    name = change.probe.rpartition("/")[2]
    example = Example.load(find_root(ROOT), f"{change.probe}.py")
    [anyio] = [
        each for each in map(Requirement, example.header.dependencies) if each.name == "anyio"
    ]
    assert str(anyio.specifier) == f">={LEAST.get(name, '4.0')}"
    docstring = ast.get_docstring(ast.parse(example.path.read_text("utf-8")))
    assert docstring
    assert re.fullmatch(r"[^\n]+\.\n\nProbed: [^\n]+(\n[^\n]+)*\.", docstring)


def test_enough() -> None:
    """There are at least 25 changes, and more than four that no note tells of."""
    assert len(CHANGES) >= 25
    assert len([change for change in CHANGES if change.note == "none"]) > 4
