"""Catches: which tool catches the fault of which wrong example, as pages show it.

A build only reads what the tools said when `python -m anyio_by_example checkers` asked them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyio_by_example.checkers import judgements, patterns, verdicts
from anyio_by_example.checkers.judgements import Judged, Judgements
from anyio_by_example.checkers.patterns import Pattern, read_patterns
from anyio_by_example.checkers.tools import LINTER, TOOLS, TYPES, Tool
from anyio_by_example.checkers.verdicts import Verdicts
from anyio_by_example.examples.example import Example
from anyio_by_example.library.derived import derived
from anyio_by_example.library.library import Library
from anyio_by_example.pages.menu import examples_on_pages
from anyio_by_example.pages.points import Point, find_points
from anyio_by_example.templates import environment

PAGE = "what-tools-catch.md"
"""The page that has all of it."""

SETTINGS = "rules.toml"
"""What switches the rules on, in the folder of all snippets."""


@dataclass(frozen=True)
class Catch:
    """The codes under which a tool catches a fault.

    Args:
        tool: Which one.
        codes: In the order of their names.
        line: The first line that it names.
    """

    tool: Tool
    codes: tuple[str, ...]
    line: int

    def __str__(self) -> str:
        return f"{self.tool.name} {', '.join(self.codes)}"


@dataclass(frozen=True)
class Case:
    """A wrong example and what was said of it.

    Args:
        example: Which one.
        judged: Every finding.
        pattern: What finds the fault by a search, if no tool does and that is simple.
    """

    example: Example
    judged: tuple[Judged, ...]
    pattern: Pattern | None

    @property
    def catches(self) -> tuple[Catch, ...]:
        """The tools that catch the fault, linters first."""
        return tuple(self._catches())

    def _catches(self) -> Iterator[Catch]:
        for tool in TOOLS:
            mine = [j.finding for j in self.judged if j.is_fault and j.finding.tool == tool.name]
            if mine:
                codes = sorted({each.code for each in mine})
                yield Catch(tool, tuple(codes), min(each.line for each in mine))

    def of(self, kind: str) -> tuple[Catch, ...]:
        """The same, of one kind of tool."""
        return tuple(each for each in self.catches if each.tool.kind == kind)

    @property
    def said(self) -> str:
        """It in a sentence, for the example's card."""
        if self.catches:
            return f"Caught by {'; '.join(map(str, self.catches))}."
        return "No linter or type checker that we ran catches this."


@dataclass(frozen=True)
class Alarm:
    """A pattern, and how often it finds what is no fault.

    Args:
        case: What it's for.
        pattern: It.
        matches: How many lines it finds in all examples that aren't wrong on purpose.
    """

    case: Case
    pattern: Pattern
    matches: int


def case_of(library: Library, example: Example) -> Case | None:
    """What is known of a wrong example; None if the tools weren't asked about it as it is now.

    Args:
        library: Where it is.
        example: It.

    Raises:
        Problem: if one of the files is not in order, or nobody has judged a finding.
    """
    if not example.settings.right:
        return None
    said, judged, searched = _files(library.root)
    findings = said.of(example)
    if findings is None:
        return None
    twin = said.of(library.example(example.settings.right)) or ()
    mine = tuple(judged.judge(example.name, findings, twin))
    return Case(example, mine, searched.get(example.name))


@derived
def cases(library: Library) -> list[Case]:
    """What is known of all wrong examples that pages show, in the order of the pages."""
    found = (case_of(library, example) for example in examples_on_pages(library))
    return [each for each in found if each]


def versions(library: Library) -> Mapping[str, str]:
    """The version of each tool that was asked, by the name of its package."""
    return _files(library.root)[0].versions


@derived
def alarms(library: Library) -> list[Alarm]:
    """The patterns, with how often each finds what is right."""
    right = [each for each in library.examples() if not each.settings.right]
    return [
        Alarm(case, found, sum(len([*found.found_in(each)]) for each in right))
        for case in cases(library)
        if (found := case.pattern)
    ]


def points_of(docs: Path) -> Mapping[str, list[Point]]:
    """The points of a review that name an example as a proof, by the example's id."""
    found: dict[str, list[Point]] = {}
    for point in find_points(docs):
        for ident in dict.fromkeys(proof.example for proof in point.proofs):
            found.setdefault(ident, []).append(point)
    return found


def total(tool: Tool, every: Iterable[Case]) -> int:
    """How many of the faults a tool catches."""
    return sum(any(catch.tool == tool for catch in case.catches) for case in every)


def render_catches(library: Library, which: str) -> str:
    """The HTML of a list: `tools`, what `all` of them catch, `patterns` or `settings`.

    Args:
        library: Where the examples are.
        which: Which list.

    Raises:
        Problem: if one of the files is not in order.
    """
    every = cases(library)
    return (
        environment()
        .get_template("catches.html")
        .render(
            which=which,
            cases=every,
            caught=[case for case in every if case.catches],
            missed=[case for case in every if not case.catches],
            alarms=alarms(library) if which == "patterns" else [],
            points=points_of(library.root.parent / "docs"),
            tools=TOOLS,
            kinds=(LINTER, TYPES),
            versions=versions(library),
            total=total,
            settings=settings(library) if which == "settings" else "",
        )
    )


def settings(library: Library) -> str:
    """What switches the rules on, as it stands in its file."""
    return (library.root / SETTINGS).read_text("utf-8")


def _files(root: Path) -> tuple[Verdicts, Judgements, Mapping[str, Pattern]]:
    names = verdicts.FILE, judgements.FILE, patterns.FILE
    files = [root / name for name in names]
    return _read(root, *(f.stat().st_mtime_ns if f.is_file() else 0 for f in files))


@lru_cache(maxsize=4)
def _read(root: Path, *state: int) -> tuple[Verdicts, Judgements, Mapping[str, Pattern]]:
    del state
    return (
        Verdicts.read(root / verdicts.FILE),
        Judgements.read(root / judgements.FILE),
        read_patterns(root / patterns.FILE),
    )
