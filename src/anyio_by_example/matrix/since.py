"""Since: from which release on an example does what was reviewed, and on which Pythons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from anyio_by_example.examples.packages import PYTHONS
from anyio_by_example.matrix.column import COLUMNS, RELEASES, Column
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import AS_REVIEWED, Outcome
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, EAGER, TRIO, UVLOOP, Runtime

_ON: Mapping[Runtime, str] = {
    ASYNCIO: "on asyncio",
    UVLOOP: "on uvloop",
    EAGER: "with eager tasks",
    TRIO: "on Trio",
    AS_WRITTEN: "",
}
"""How a sentence names a runtime."""

_PYTHONS = tuple(dict.fromkeys(column.python for column in COLUMNS))
"""All of them; those that have no lock come last."""


@dataclass(frozen=True)
class Since:
    """From when on an example does what was reviewed, with the newest Trio of each release.

    Args:
        releases: The first release, by runtime, from which on it does so wherever it's run; None
            if it doesn't even on the newest one.
        pythons: Those on which it does so with the newest release, on each of these runtimes.
    """

    releases: Mapping[Runtime, str | None]
    pythons: tuple[str, ...]

    @classmethod
    def of(cls, entry: Entry) -> Since | None:
        """Since when an example does so; None if it wasn't run anywhere with the newest release."""
        newest = {
            key: outcome
            for key in entry.rows
            if not key[1].trio and (outcome := _newest(entry, key)).was_run
        }
        failing = {column for (_, column), outcome in newest.items() if outcome != AS_REVIEWED}
        holding = [key for key, outcome in newest.items() if outcome == AS_REVIEWED]
        if not newest:
            return None
        runtimes = [each for each in entry.runtimes if any(each == key[0] for key in newest)]
        return cls(
            {
                each: entry.since(mine) if (mine := [k for k in holding if k[0] == each]) else None
                for each in runtimes
            },
            tuple(c.python for c in entry.columns if c not in failing and _has(c, holding)),
        )

    @property
    def everywhere(self) -> str | None:
        """The first release from which on it does so on all runtimes; None if on one it doesn't."""
        found = [each for each in self.releases.values() if each is not None]
        if len(found) < len(self.releases):
            return None
        return max(found, key=RELEASES.index)

    @property
    def is_one(self) -> bool:
        """Whether it's one release for all runtimes."""
        return len({*self.releases.values()}) == 1

    def __str__(self) -> str:
        """In words, as "since AnyIO 4.0, with eager tasks since 4.7"."""
        parts = self._parts()
        if [*parts] == [""] and parts[""] == RELEASES[0]:
            return f"on every AnyIO since {label(RELEASES[0])}"
        words, brand = [], "AnyIO "
        for on, release in sorted(parts.items(), key=lambda each: each[1] is None):
            if release is None:
                words.append(f"not {on}".rstrip())
            else:
                words.append(f"{on} since {brand}{label(release)}".strip())
                brand = ""
        return ", ".join(words)

    def _parts(self) -> dict[str, str | None]:
        """The first releases by where it's so; what is "" holds for all that isn't named."""
        left = dict(self.releases)
        if self.is_one:
            return {"": next(iter(left.values()))}
        for other in (UVLOOP, EAGER):
            if ASYNCIO in left and other in left and left[other] == left[ASYNCIO]:
                del left[other]
        if ASYNCIO in left and left[ASYNCIO] == left.get(TRIO, left[ASYNCIO]):
            usual = left.pop(ASYNCIO)
            left.pop(TRIO, None)
            return {"": usual, **{_ON[each]: release for each, release in left.items()}}
        return {_ON[each]: release for each, release in left.items()}


def _newest(entry: Entry, key: tuple[Runtime, Column]) -> Outcome:
    return entry.rows[key][-1][1]


def _has(column: Column, keys: Iterable[tuple[Runtime, Column]]) -> bool:
    return any(each == column for _, each in keys)


def label(release: str) -> str:
    """A release as pages name it, as one from which on something is so: 4.16 for 4.16.0."""
    return release.removesuffix(".0")


def spanned(first: str, last: str) -> str:
    """Consecutive releases as pages name them: 4.6 is that minor release with all its fixes."""
    if _minor(first) == _minor(last):
        fixes = [each for each in RELEASES if _minor(each) == _minor(first)]
        is_whole = first.endswith(".0") and [fixes[0], fixes[-1]] == [first, last]
        return _minor(first) if is_whole else " to ".join(dict.fromkeys((first, last)))
    following = RELEASES[RELEASES.index(last) + 1 :][:1]
    ends = _minor(last) not in map(_minor, following)
    return f"{label(first)} to {_minor(last) if ends else last}"


def _minor(release: str) -> str:
    return ".".join(release.split(".")[:2])


def python_names(pythons: Collection[str]) -> str:
    """Pythons as pages name them, as "3.10 to 3.12, 3.14t"."""
    known = [each for each in _PYTHONS if each in pythons]
    runs: list[list[str]] = []
    for python in known:
        if runs and _PYTHONS.index(runs[-1][-1]) + 1 == _PYTHONS.index(python) < len(PYTHONS):
            runs[-1].append(python)
        else:
            runs.append([python])
    return ", ".join(" and ".join(r) if len(r) < 3 else f"{r[0]} to {r[-1]}" for r in runs)
