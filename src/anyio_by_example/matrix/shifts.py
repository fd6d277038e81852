"""Shifts: where an example does something else from one release to the next, and lacks nothing.

Nobody is told of such a change by the name of what is missing: code that relied on what was so
before is silently another one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    SAME,
    UNKNOWN,
    Outcome,
    common,
)
from anyio_by_example.matrix.since import python_names
from anyio_by_example.recording.review import reviewed
from anyio_by_example.runtime import Runtime
from anyio_timeline.characters import lines

_FILE = re.compile(r'[ |]*File "[^"]*", line \d+,? in .*')
"""Where something is in a file, which is AnyIO's own or the example's; below it is the code."""

_UNTOLD = re.compile(r"[.EFsx]+ *\[ *\d+%\]|=+ [a-z ]+ =+|[ ~^]+")
"""What pytest prints on its way, and what marks a part of a line above."""

_LACKING = re.compile(
    r"has no attribute '|cannot import name '|got an unexpected keyword argument '"
    r"|ERROR: usage: |ERROR: Unknown config option: |object ob\.\.\.|'TaskGroup'? ?\w*\.\.\."
    r"|TypeError: \('parser', <cla"
)
"""What is said of a name or of an option that isn't there, by an example that goes on; and of Trio,
where AnyIO 3 admits none that Python 3.13 can import."""


PRINTS, ENDS, STOPS, GOES_ON = "prints", "ends", "stops", "goes on"


@dataclass(frozen=True)
class Said:
    """What tells what was from what is.

    Args:
        how: `PRINTS` a line that the other doesn't, or nothing more, and so `STOPS`; `ENDS` as it
            wasn't meant to, with an error or in words; or `GOES_ON`, where the other one does.
        text: The line, without its end; of an error, its name and what it says.
    """

    how: str
    text: str = ""


@dataclass(frozen=True)
class Where:
    """Event loops and Pythons.

    Args:
        runtimes: Those that are named: none if it's so on all that the example is run on.
        pythons: The Pythons, in words; empty if it's so on all that these have.
    """

    runtimes: tuple[Runtime, ...] = ()
    pythons: str = ""


@dataclass(frozen=True)
class Turn:
    """What is otherwise.

    Args:
        before: What was so with the release before it.
        after: What is so since.
        where: On which event loops and Pythons.
    """

    before: Said
    after: Said
    where: Where

    @property
    def is_silent(self) -> bool:
        """Whether the example ended as it was meant to, both times."""
        return ENDS not in (self.before.how, self.after.how)


@dataclass(frozen=True)
class Shift:
    """What changed with a release.

    Args:
        release: The first one that does it otherwise.
        turns: What that is; more than one thing where it depends on the event loop or on Python.
        examples: Those that show it.
    """

    release: str
    turns: tuple[Turn, ...]
    examples: tuple[Example, ...]

    @property
    def is_silent(self) -> bool:
        """Whether they ended as they were meant to, both times."""
        return all(turn.is_silent for turn in self.turns)


def find_shifts(entries: Mapping[Example, Entry]) -> list[Shift]:
    """All that changed, the newest releases first; what is the same in several examples, once.

    Args:
        entries: What the examples did, with each of them.
    """
    found: dict[tuple[str, tuple[Turn, ...]], list[Example]] = defaultdict(list)
    for example, entry in entries.items():
        for release, turns in _of(example, entry).items():
            found[release, turns].append(example)
    shifts = [Shift(*key, tuple(examples)) for key, examples in found.items()]
    return sorted(shifts, key=lambda each: (-RELEASES.index(each.release), not each.is_silent))


_Pair = tuple[Said, Said]


def _of(example: Example, entry: Entry) -> dict[str, tuple[Turn, ...]]:
    """What changed in an example, by the releases."""
    found: dict[int, dict[_Pair, list[tuple[Runtime, Column]]]] = {}
    others: set[_Pair] = set()
    rows = {key: row for key, row in entry.outcomes.items() if not key[1].trio}
    for key, row in rows.items():
        for number, (old, new) in enumerate(pairwise(row), 1):
            if old == new or not {old.kind, new.kind} <= {SAME, DIFFERS}:
                continue
            pair = _parted(_lines(example, key[0], old), _lines(example, key[0], new))
            if pair is None or any(_LACKING.search(each.text) for each in pair):
                continue
            found.setdefault(number, {}).setdefault(pair, []).append(key)
            if old.kind == new.kind:
                others.add(pair)
    # what comes and goes, and is neither time what was reviewed, came by chance
    chance = {pair for pair in others if pair[::-1] in others}
    turns: dict[str, tuple[Turn, ...]] = {}
    for number, pairs in sorted(found.items()):
        there = _there(entry, rows, number)
        told = [
            Turn(*pair, where)
            for pair, keys in pairs.items()
            if pair not in chance
            for where in _wheres(keys, there)
        ]
        if told:
            turns[RELEASES[number]] = tuple(told)
    return turns


def _there(
    entry: Entry, rows: Mapping[tuple[Runtime, Column], Sequence[Outcome]], number: int
) -> dict[Runtime, set[Column]]:
    """Where an example was run with a release and with the one before it."""
    found: dict[Runtime, set[Column]] = {}
    for runtime in entry.runtimes:
        for column in entry.columns_of(runtime):
            row = rows.get((runtime, column))
            if row and UNKNOWN not in (row[number - 1].kind, row[number].kind):
                found.setdefault(runtime, set()).add(column)
    return found


def _wheres(
    places: Iterable[tuple[Runtime, Column]], there: Mapping[Runtime, set[Column]]
) -> Iterator[Where]:
    """Places by the runtimes that have the same Pythons.

    Args:
        places: Where something is so.
        there: Where it could be.
    """
    mine: dict[Runtime, set[Column]] = defaultdict(set)
    for runtime, column in places:
        mine[runtime].add(column)
    alike: dict[str, list[Runtime]] = {}
    for runtime, columns in there.items():
        if has := mine.get(runtime):
            named = "" if has == columns else python_names([column.python for column in has])
            alike.setdefault(named, []).append(runtime)
    for named, runtimes in alike.items():
        yield Where(() if len(runtimes) == len(there) else tuple(runtimes), named)


def _lines(example: Example, runtime: Runtime, outcome: Outcome) -> list[Said]:
    """What a run said, line by line, and how it ended, where that is another way than declared."""
    text = outcome.output
    if outcome == AS_REVIEWED:
        file = reviewed(example, runtime)
        text = common(file.read_bytes().decode()) if file else ""
    found = [Said(PRINTS, line) for line in _telling(lines(text))]
    return [*found, Said(ENDS, outcome.error)] if outcome.error else found


def _telling(every: Iterable[str]) -> Iterator[str]:
    """The lines that tell something, without their ends."""
    is_code = False
    for line in (each.removesuffix("\n") for each in every):
        is_below, is_code = is_code, bool(_FILE.fullmatch(line))
        is_quoted = is_below and line.startswith("    ")
        if not (is_code or is_quoted or _UNTOLD.fullmatch(line)):
            yield line


def _parted(old: list[Said], new: list[Said]) -> _Pair | None:
    """What first tells one from the other; None if nothing does."""
    for before, after in zip_longest(old, new, fillvalue=Said(STOPS)):
        if before == after:
            continue
        if ENDS in (before.how, after.how) and before.how != after.how:
            # what the other one prints there has nothing to do with it
            return (before, Said(GOES_ON)) if before.how == ENDS else (Said(GOES_ON), after)
        return before, after
    return None
