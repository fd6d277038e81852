"""Table: what an example did on each release, with what agrees put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby

from anyio_by_example.matrix.column import OLDEST_TRIO, RELEASES, Column
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import DIFFERS, UNKNOWN, Outcome
from anyio_by_example.matrix.since import python_names, spanned
from anyio_by_example.matrix.words import said
from anyio_by_example.runtime import Runtime


@dataclass(frozen=True)
class Part:
    """What some columns came to.

    Args:
        kind: The kind of that outcome.
        said: What it was, in words.
        where: Which columns, in words; empty for all that no other part names.
    """

    kind: str
    said: str
    where: str = ""


Cell = tuple[Part, ...]
"""What runtimes that agree came to; most often one thing."""


@dataclass(frozen=True)
class Line:
    """Consecutive releases of which the same is said.

    Args:
        first: The first of them.
        last: The last of them.
        cells: What is said of them, by groups of runtimes.
    """

    first: str
    last: str
    cells: tuple[Cell, ...]

    @property
    def releases(self) -> str:
        """These releases, in words."""
        return spanned(self.first, self.last)


@dataclass(frozen=True)
class Table:
    """All that an entry says, in few words.

    Args:
        groups: The runtimes, those together of which the same is said with each release.
        lines: The releases, the newest first.
        run: How many cells were run.
        cells: How many there are in which the example can be run.
    """

    groups: tuple[tuple[Runtime, ...], ...]
    lines: tuple[Line, ...]
    run: int
    cells: int

    @classmethod
    def of(cls, entry: Entry) -> Table:
        """The table of an entry."""
        groups: dict[tuple[Cell, ...], list[Runtime]] = {}
        for runtime in entry.runtimes:
            groups.setdefault(tuple(_cells(entry, runtime)), []).append(runtime)
        lines: list[Line] = []
        for release, *found in zip(RELEASES, *groups, strict=True):
            if lines and lines[-1].cells == tuple(found):
                lines[-1] = replace(lines[-1], last=release)
            else:
                lines.append(Line(release, release, tuple(found)))
        return cls(
            tuple(map(tuple, groups.values())),
            tuple(reversed(lines)),
            entry.run,
            entry.cells,
        )

    def merged(self, line: Line) -> list[tuple[int, tuple[Runtime, ...], Cell]]:
        """The cells of a line, neighbours that are alike as one.

        Returns:
            Each with how many it stands for, and with their runtimes; with none if they are all.
        """
        found: list[tuple[int, tuple[Runtime, ...], Cell]] = []
        pairs = zip(self.groups, line.cells, strict=True)
        for cell, alike in groupby(pairs, lambda pair: pair[1]):
            groups = [group for group, _ in alike]
            runtimes = () if len(groups) == len(self.groups) else tuple(chain(*groups))
            found.append((len(groups), runtimes, cell))
        return found


def _cells(entry: Entry, runtime: Runtime) -> list[Cell]:
    """What is said of each release on a runtime."""
    rows = {column: entry.outcomes[runtime, column] for column in entry.columns_of(runtime)}
    firsts = {first for column in rows for first, _ in entry.rows[runtime, column]}
    cells: list[Cell] = []
    for n, release in enumerate(RELEASES):
        if release in firsts:
            outcomes = {column: row[n] for column, row in rows.items()}
            cells.append(_cell({c: o for c, o in outcomes.items() if o.was_run}))
        else:
            cells.append(cells[-1])
    return cells


def _cell(outcomes: Mapping[Column, Outcome]) -> Cell:
    """What was run, put together; what couldn't be isn't named, unless there's nothing else."""
    # what had no result isn't the same
    told = {
        column: Part(DIFFERS if each.kind == UNKNOWN else each.kind, said(each))
        for column, each in outcomes.items()
    }
    if not told:
        return (Part(UNKNOWN, said(Outcome(UNKNOWN))),)
    usual = {column: part for column, part in told.items() if not column.trio}
    most = len(usual) // 2 + 1
    parts = [
        replace(part, where=where_of([c for c in usual if usual[c] == part], most))
        for part in sorted({*usual.values()}, key=[*usual.values()].index)
    ]
    parts.sort(key=lambda part: part.where != "")
    parts += [
        replace(part, where=OLDEST_TRIO)
        for column, part in told.items()
        if column.trio and part != usual.get(Column(column.python))
    ]
    return tuple(parts)


def where_of(columns: Collection[Column], usual: int) -> str:
    """Some columns in words; empty if they are at least so many.

    Args:
        columns: Which ones.
        usual: How many of those with the newest Trio need no name.
    """
    some = Counter(column.trio for column in columns)
    if some[""] >= usual:
        return ""
    names = [f"Python {python_names([c.python for c in columns if not c.trio])}"] * bool(some[""])
    return ", ".join([*names, *[OLDEST_TRIO] * bool(some[OLDEST_TRIO])])
