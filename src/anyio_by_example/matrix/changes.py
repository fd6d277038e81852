"""Changes: what an example did instead of what was reviewed, each once, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import DIFFERS, Outcome
from anyio_by_example.matrix.since import spanned
from anyio_by_example.matrix.table import where_of
from anyio_by_example.runtime import Runtime

_Cells = dict[int, list[tuple[Runtime, Column]]]
"""The runtimes and columns in which something was, by the numbers of the releases."""


@dataclass(frozen=True)
class Place:
    """Where an example did something.

    Args:
        releases: With which consecutive ones, in words.
        runtimes: On which ones; none if on all.
        where: In which columns, in words; empty if in all that were run with the newest Trio.
    """

    releases: str
    runtimes: tuple[Runtime, ...]
    where: str


@dataclass(frozen=True)
class Change:
    """What an example did instead of what was reviewed.

    Args:
        outcome: What that was, as it was with the newest release.
        runtime: One that it was seen on.
        places: All places where it was, the newest first.
    """

    outcome: Outcome
    runtime: Runtime
    places: tuple[Place, ...]


def changes(entry: Entry) -> list[Change]:
    """What an example printed or raised instead of what was reviewed, the newest first.

    What it lacked isn't among it: of that, there's nothing more to say than its name.
    """
    rows = {
        key: entry.outcomes[key]
        for key, spans in entry.rows.items()
        if any(outcome.kind == DIFFERS for _, outcome in spans)
    }
    found: dict[tuple[bool, str], tuple[Outcome, _Cells]] = {}
    for n in reversed(range(len(RELEASES))):
        for key, row in rows.items():
            if (outcome := row[n]).kind == DIFFERS:
                # what was printed before an error is not told
                about = bool(outcome.error), outcome.error or outcome.output
                _, at = found.setdefault(about, (outcome, {}))
                at.setdefault(n, []).append(key)
    return [
        Change(outcome, _first(entry, at), tuple(_places(entry, at)))
        for outcome, at in found.values()
    ]


def places(entry: Entry, wanted: Callable[[Outcome], bool]) -> tuple[Place, ...]:
    """Where an example came to something, the newest releases first.

    Args:
        entry: What the example did.
        wanted: Whether an outcome is what is asked for.
    """
    at: _Cells = {}
    for n in range(len(RELEASES)):
        if found := [key for key, row in entry.outcomes.items() if wanted(row[n])]:
            at[n] = found
    return tuple(_places(entry, at))


def _first(entry: Entry, at: _Cells) -> Runtime:
    newest = {runtime for runtime, _ in at[max(at)]}
    return next(each for each in entry.runtimes if each in newest)


def _places(entry: Entry, at: _Cells) -> Iterator[Place]:
    """Where something was, with neighbouring releases together where all else is alike."""
    described = [_described(entry, n, at[n]) if n in at else {} for n in range(len(RELEASES))]
    ends = [(len([*alike]), found) for found, alike in groupby(described)]
    last = len(RELEASES) - 1
    for count, found in reversed(ends):
        first = last - count + 1
        for where, runtimes in found.items():
            named = () if len(runtimes) == len(entry.runtimes) else runtimes
            yield Place(spanned(RELEASES[first], RELEASES[last]), named, where)
        last = first - 1


def _described(
    entry: Entry, release: int, cells: Sequence[tuple[Runtime, Column]]
) -> dict[str, tuple[Runtime, ...]]:
    """Some cells of a release in words: the columns, each with its runtimes."""
    found: dict[str, tuple[Runtime, ...]] = {}
    for runtime in entry.runtimes:
        if mine := [column for each, column in cells if each == runtime]:
            run = sum(
                entry.outcomes[runtime, column][release].was_run
                for column in entry.columns_of(runtime)
                if not column.trio
            )
            where = where_of(mine, max(run, 1))
            found[where] = (*found.get(where, ()), runtime)
    return found
