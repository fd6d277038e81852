"""Compatibility: for each example, on which releases, Pythons and event loops it does what it says.

The page says of an example since when it does. A script filters the list by any combination: it
knows what each example came to in every cell from a few profiles, since most examples share one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from anyio_by_example.examples.example import Example
from anyio_by_example.library.derived import derived
from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import BASE, COLUMNS, RELEASES, Column
from anyio_by_example.matrix.matrix import Entry, Spans
from anyio_by_example.matrix.outcome import DIFFERS
from anyio_by_example.matrix.since import Since, label, python_names, spanned
from anyio_by_example.pages.menu import examples_on_pages
from anyio_by_example.pages.profile import (
    KINDS,
    LETTERS,
    NOT_RUN,
    SLOTS,
    Profile,
    each_of,
    kinds_of,
    profile_of,
)
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, EAGER, RUNTIMES, TRIO, Runtime
from anyio_by_example.templates import environment

LEADING = (ASYNCIO, TRIO)
"""The runtimes whose outcomes are counted."""

AT_ONCE = 40
"""How many examples a reader sees until they ask for more."""

_NAMED = {AS_WRITTEN: "one that it names itself"}
"""What a reader chooses from where it isn't called by its label."""


@dataclass(frozen=True)
class Row:
    """An example and what is known of it.

    Args:
        example: Which one.
        since: From which release on it does what was reviewed; None if it wasn't run anywhere with
            the newest release.
        others: With how many releases it does something else, on whatever Python and event loop;
            but for eager tasks, with which many examples differ before 4.7.
        profile: What it came to in each cell; empty if it wasn't run as it is now.
    """

    example: Example
    since: Since | None
    others: int
    profile: Profile

    @classmethod
    def of(cls, example: Example, entry: Entry | None) -> Row:
        """What is known of an example.

        Args:
            example: Which one.
            entry: What it did; None if that isn't known.
        """
        if entry is None:
            return cls(example, None, 0, ())
        usual = (at for at in SLOTS if at[0] != EAGER)
        mine = [kinds_of(spans) for at in usual if (spans := entry.rows.get(at))]
        others = sum(DIFFERS in kinds for kinds in zip(*map(each_of, mine), strict=True))
        return cls(example, Since.of(entry), others, profile_of(entry))

    @property
    def is_as_written(self) -> bool:
        """Whether the program names its event loop itself."""
        return self.example.is_run_as_written

    @property
    def pythons(self) -> str:
        """The Pythons on which it works with the newest release, in words."""
        return python_names(self.since.pythons) if self.since else ""

    def on(self, runtime: Runtime) -> str:
        """The first release that it works with on a runtime; "no" if there's none.

        Returns:
            Nothing if it isn't run there.
        """
        if self.since is None or runtime not in self.since.releases:
            return ""
        first = self.since.releases[runtime]
        return label(first) if first else "no"


@dataclass(frozen=True)
class Topic:
    """The examples of a topic that pages show, in the order of the pages."""

    name: str
    rows: tuple[Row, ...]
    before: int
    """How many examples come before them."""


@dataclass(frozen=True)
class Counts:
    """How many examples came to what on consecutive releases."""

    first: str
    last: str
    by_runtime: tuple[Mapping[str, int], ...]
    """By the kinds of outcomes, on asyncio and on Trio."""

    @property
    def releases(self) -> str:
        """These releases, in words."""
        return spanned(self.first, self.last)


@dataclass(frozen=True)
class Compatibility:
    """All that the page says."""

    topics: tuple[Topic, ...]
    counts: tuple[Counts, ...]
    """The newest releases first."""
    run: int
    """How many cells were run."""
    cells: int
    """How many cells there are in which an example can be run."""
    unavailable: int
    """How many there are besides."""
    lacking: tuple[str, ...]
    """The Pythons on which nothing was run."""

    @property
    def rows(self) -> list[Row]:
        """Those of all topics."""
        return [row for topic in self.topics for row in topic.rows]

    @property
    def told(self) -> str:
        """How much of this was run, in a few sentences."""
        told = (
            f"{self.run:,} combinations of example, release, Python and event loop were run. "
            f"Another {self.cells - self.run:,} lie between two releases that were run and came "
            "to the same."
        )
        if self.unavailable:
            told += f" {self.unavailable:,} couldn't be run."
        if self.lacking:
            told += f" Nothing was run on Python {python_names(self.lacking)}."
        return told

    @property
    def kinds(self) -> list[str]:
        """The kinds of outcomes that there are."""
        codes = {code for profile in self.profiles for code in profile}
        return [kind for kind in KINDS if any(LETTERS[kind] in code for code in codes)]

    @property
    def profiles(self) -> list[Profile]:
        """What examples came to, each once, what most of them did first."""
        found = Counter(row.profile for row in self.rows if row.profile)
        return [profile for profile, _ in found.most_common()]


@derived
def find_compatibility(library: Library) -> Compatibility:
    """What is known of the examples that pages show.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
    """
    entries = {example: library.entry(example) for example in examples_on_pages(library)}
    known = [entry for entry in entries.values() if entry]
    return Compatibility(
        tuple(_topics(entries)),
        tuple(_counts(known)),
        sum(entry.run for entry in known),
        sum(entry.cells for entry in known),
        sum(entry.unavailable for entry in known),
        tuple(_lacking(known)),
    )


def render_compatibility(library: Library, which: str) -> str:
    """The HTML of the list.

    Args:
        library: Where the examples are.
        which: Which ones; there are `all`.

    Raises:
        Problem: if the file of the matrix is not in order.
        ValueError: if it's something else than all.
    """
    if which != "all":
        raise ValueError(f"there is the compatibility of all examples, not of {which}")
    found = find_compatibility(library)
    profiles = found.profiles
    codes = [*dict.fromkeys(code for profile in profiles for code in profile)]
    number = {code: str(n) for n, code in enumerate(codes)}
    there = {
        at
        for profile in profiles
        for at, code in zip(SLOTS, profile, strict=True)
        if code != NOT_RUN
    }
    shown = found.kinds
    return (
        environment()
        .get_template("compatibility.html")
        .render(
            found=found,
            count=len(found.rows),
            at_once=AT_ONCE,
            # what is counted, and what a reader chooses from
            leading=LEADING,
            usual=RUNTIMES,
            as_written=AS_WRITTEN,
            shown=shown,
            words=KINDS,
            label=label,
            kinds=[(kind, KINDS[kind]) for kind in shown],
            topics=[(topic.name, topic.name.replace("_", " ")) for topic in found.topics],
            loops=[
                (each.name, _NAMED.get(each, each.label))
                for each in (*RUNTIMES, AS_WRITTEN)
                if any(each == runtime for runtime, _ in there)
            ],
            choices=[(label(release), label(release)) for release in reversed(RELEASES)],
            pythons=[(each, each) for each in _pythons(column for _, column in there)],
            # what the script reads
            releases=RELEASES,
            slots=[f"{runtime.name}/{column.python}" for runtime, column in SLOTS],
            codes=codes,
            profiles=[[number[code] for code in profile] for profile in profiles],
            numbers={profile: n for n, profile in enumerate(profiles)},
        )
    )


def _topics(entries: Mapping[Example, Entry | None]) -> Iterator[Topic]:
    """The examples by their topics, in the order in which pages show the first of each."""
    order = [*dict.fromkeys(example.topic for example in entries)]
    before = 0
    by_topic = sorted(entries, key=lambda example: order.index(example.topic))
    for name, group in groupby(by_topic, key=lambda example: example.topic):
        rows = tuple(Row.of(example, entries[example]) for example in group)
        yield Topic(name, rows, before)
        before += len(rows)


def _counts(entries: Iterable[Entry]) -> Iterator[Counts]:
    """How many examples came to what on each release, with neighbours that are alike as one."""
    mine = [[each_of(kinds_of(s)) for e in entries if (s := _leading(e, r))] for r in LEADING]
    every = [
        tuple(Counter(kinds[at] for kinds in found) for found in mine)
        for at in range(len(RELEASES))
    ]
    for counts, group in groupby(reversed(range(len(RELEASES))), key=every.__getitem__):
        last, *others = group
        yield Counts(RELEASES[others[-1] if others else last], RELEASES[last], counts)


def _lacking(entries: Iterable[Entry]) -> Iterator[str]:
    """The Pythons on which no example was run; of one without its lock, only if that is all."""
    there = {column.python for entry in entries for column in entry.columns}
    lacking = {column.python for column in COLUMNS} - there
    yield from (each for each in lacking if each.removesuffix("t") in {each, *there})


def _leading(entry: Entry, runtime: Runtime) -> Spans | None:
    """What an example does on a runtime, in the first of the usual columns that it has."""
    columns = [column for each, column in entry.rows if each == runtime and not column.trio]
    first = min(columns, key=lambda each: (each.python not in BASE, each.version), default=None)
    return entry.rows[runtime, first] if first else None


def _pythons(columns: Iterable[Column]) -> list[str]:
    """The Pythons of columns; those of which examples work on all come in their order."""
    there = {column.python for column in columns}
    return [each.python for each in COLUMNS if each.python in there and not each.trio]
