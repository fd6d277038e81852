"""Profile: what an example came to in all that it was run in, in a few letters.

The list of what holds where has one for each example, and most examples share theirs: a script
that reads them can say what holds in any combination of release, Python and event loop.
"""

from __future__ import annotations

from collections.abc import Mapping

from anyio_by_example.matrix.column import COLUMNS, RELEASES
from anyio_by_example.matrix.matrix import Entry, Spans
from anyio_by_example.matrix.outcome import DIFFERS, MISSING, SAME, UNKNOWN, Outcome
from anyio_by_example.runtime import AS_WRITTEN, RUNTIMES

KINDS: Mapping[str, str] = {SAME: "works", MISSING: "lacks a name", DIFFERS: "differs"}
"""What an example can be chosen by of what it came to, and its words. What varies differs, and so
does what had no result; of what couldn't be run, nothing is said."""

LETTERS: Mapping[str, str] = {SAME: "w", MISSING: "l", DIFFERS: "e", UNKNOWN: "u"}
"""What stands for a kind in a profile."""

NOT_RUN = "-"
"""What stands for all releases where an example isn't run."""

SLOTS = tuple(
    (runtime, column)
    for runtime in (*RUNTIMES, AS_WRITTEN)
    for column in COLUMNS
    if not column.trio
)
"""What an example may be run in, in the order of a profile."""

Profile = tuple[str, ...]
"""What an example came to in each slot, each as `0l23w`: it lacks something before the release of
number 23, and works from there on."""

Kinds = tuple[tuple[int, str], ...]
"""What something came to, each with the number of the first release."""


def profile_of(entry: Entry) -> Profile:
    """What an example came to in each slot.

    Args:
        entry: What it did.
    """
    return tuple(_code(entry.rows.get(at)) for at in SLOTS)


def kinds_of(spans: Spans) -> Kinds:
    """What a row came to, in the kinds that a reader chooses from.

    Args:
        spans: The row.
    """
    found: list[tuple[int, str]] = []
    for release, outcome in spans:
        kind = _kind(outcome)
        if not found or found[-1][1] != kind:
            found.append((RELEASES.index(release), kind))
    return tuple(found)


def _kind(outcome: Outcome) -> str:
    """The kind that a reader knows."""
    if not outcome.was_run:
        return UNKNOWN
    return outcome.kind if outcome.kind in (SAME, MISSING) else DIFFERS


def each_of(kinds: Kinds) -> list[str]:
    """The same for each release.

    Args:
        kinds: What something came to.
    """
    ends = [first for first, _ in kinds[1:]] + [len(RELEASES)]
    return [kind for (first, kind), end in zip(kinds, ends, strict=True) for _ in range(first, end)]


def _code(spans: Spans | None) -> str:
    """The same in a few letters."""
    return "".join(f"{at}{LETTERS[kind]}" for at, kind in kinds_of(spans)) if spans else NOT_RUN
