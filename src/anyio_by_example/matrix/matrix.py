"""Matrix: what every example does on each release and Python, as a file that is reviewed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.outcome import AS_REVIEWED, Outcome
from anyio_by_example.matrix.row import Row
from anyio_by_example.problem import in_order
from anyio_by_example.recording.review import reviewed_files
from anyio_by_example.runtime import BY_NAME, Runtime

FILE = "matrix.json"
"""Its name in the folder of all snippets."""

Spans = tuple[tuple[str, Outcome], ...]
"""The outcomes over all releases, each with the first release that comes to it."""


@dataclass(frozen=True)
class Entry:
    """What an example does.

    Args:
        of: What the example and what was reviewed of it were when it was run; see `fingerprint`.
        tried: In how many of its cells a run was tried; the others lie between two where it came
            to the same. Where it couldn't be run, each cell was tried.
        rows: The outcomes by runtime and column.
    """

    of: str
    tried: int
    rows: Mapping[tuple[Runtime, Column], Spans]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in which it was run, each once."""
        return tuple(sorted({column for _, column in self.rows}, key=_by_version))

    def columns_of(self, runtime: Runtime) -> tuple[Column, ...]:
        """The columns in which it was run on a runtime."""
        return tuple(column for column in self.columns if (runtime, column) in self.rows)

    @cached_property
    def runtimes(self) -> tuple[Runtime, ...]:
        """The runtimes on which it was run, each once."""
        found = {runtime for runtime, _ in self.rows}
        return tuple(each for each in BY_NAME.values() if each in found)

    @cached_property
    def outcomes(self) -> Mapping[tuple[Runtime, Column], Sequence[Outcome]]:
        """The outcomes by runtime and column: one for each release."""
        return {
            key: [outcome for outcome, count in _lengths(spans) for _ in range(count)]
            for key, spans in self.rows.items()
        }

    @cached_property
    def cells(self) -> int:
        """How many cells it has in which it can be run."""
        return sum(
            count * rows
            for spans, rows in Counter(self.rows.values()).items()
            for outcome, count in _lengths(spans)
            if outcome.was_run
        )

    @property
    def unavailable(self) -> int:
        """How many cells it has besides, in which it couldn't be run."""
        return len(RELEASES) * len(self.rows) - self.cells

    @property
    def run(self) -> int:
        """In how many of its cells it was run; the others lie between two of these that agree."""
        return self.tried - self.unavailable

    def at(self, release: str, runtime: Runtime, column: Column) -> Outcome | None:
        """What it came to in one cell; None where it isn't run."""
        outcomes = self.outcomes.get((runtime, column))
        return outcomes[RELEASES.index(release)] if outcomes else None

    def since(self, release_wise: Iterable[tuple[Runtime, Column]] = ()) -> str | None:
        """The first release from which on it does what was reviewed, wherever it's run.

        Args:
            release_wise: The rows that count; all if there are none.

        Returns:
            None if it doesn't even on the newest one.
        """
        bounds, known = [], []
        for key in [*release_wise] or self.rows:
            spans = self.rows[key]
            if not spans[-1][1].was_run:
                continue
            if spans[-1][1] != AS_REVIEWED:
                return None
            # before one that isn't as reviewed, nothing counts; what can't be run says nothing
            last = max((i for i, (_, o) in enumerate(spans) if _is_other(o)), default=-1)
            bounds.append(RELEASES.index(spans[last + 1][0]))
            known.append(min(RELEASES.index(r) for r, o in spans[last + 1 :] if o == AS_REVIEWED))
        return RELEASES[max(*bounds, min(known))] if known else None


def _lengths(spans: Spans) -> Iterator[tuple[Outcome, int]]:
    """The outcomes over all releases, each with how many of these come to it in a row."""
    firsts = [RELEASES.index(first) for first, _ in spans]
    for (_, outcome), (first, end) in zip(spans, pairwise([*firsts, len(RELEASES)]), strict=True):
        yield outcome, end - first


def _is_other(outcome: Outcome) -> bool:
    return outcome != AS_REVIEWED and outcome.was_run


def _by_version(column: Column) -> tuple[object, ...]:
    return column.trio, column.version, column.python


@dataclass
class Matrix:
    """All entries.

    Args:
        entries: By the examples' names.
        versions: What was in each column with the newest AnyIO: Python, Trio and uvloop.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    versions: dict[Column, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], versions: Mapping[Column, Mapping[str, str]]) -> Matrix:
        """The matrix of rows whose cells are known."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row.example.name, []).append(row)
        entries = {
            name: Entry(
                fingerprint(mine[0].example),
                sum(len(row.run) for row in mine),
                {(row.runtime, row.column): tuple(row.spans()) for row in mine},
            )
            for name, mine in found.items()
        }
        return cls(entries, {column: dict(has) for column, has in versions.items()})

    @property
    def run(self) -> int:
        """How many cells were run."""
        return sum(entry.run for entry in self.entries.values())

    @property
    def cells(self) -> int:
        """How many cells there are in which something can be run."""
        return sum(entry.cells for entry in self.entries.values())

    @classmethod
    def read(cls, file: Path) -> Matrix:
        """Read the file of a matrix; an empty one if there is none.

        Raises:
            Problem: if it's not such a file.
        """
        if not file.is_file():
            return cls()
        remedy = "make it anew: python -m anyio_by_example matrix record"
        with in_order(file, "it isn't the file of a matrix", remedy):
            return cls._from(json.loads(file.read_text("utf-8")))

    @classmethod
    def _from(cls, read: Any) -> Matrix:
        if read["releases"] != [*RELEASES]:
            raise ValueError("it has other releases of AnyIO")
        columns = {name: Column.parse(name) for name in read["columns"]}
        outcomes = {"=": AS_REVIEWED} | {
            ident: Outcome(**values) for ident, values in read["outcomes"].items()
        }
        entries = {}
        for name, (of, tried, groups) in read["examples"].items():
            rows: dict[tuple[Runtime, Column], Spans] = {}
            for spans, parts in groups.items():
                known = tuple(
                    (RELEASES[RELEASES.index(release)], outcomes[ident])
                    for release, ident in (span.split(":") for span in spans.split(" "))
                )
                firsts = [RELEASES.index(first) for first, _ in known]
                if firsts[:1] != [0] or firsts != sorted({*firsts}):
                    raise ValueError(f"the releases of {name} aren't in order")
                for part in parts:
                    runtimes, _, names = part.partition(": ")
                    for column in _between(columns, names):
                        rows |= {(BY_NAME[each], column): known for each in runtimes.split(" ")}
            entries[name] = Entry(of, tried, rows)
        return cls(entries, {columns[n]: has for n, has in read["columns"].items()})

    def write(self, file: Path) -> None:
        """Write its file: sorted, a line an outcome and a line an example."""
        outcomes = sorted({o.id: o for e in self.entries.values() for o in _outcomes(e)}.items())
        columns = sorted(self.versions, key=_by_version)
        parts = {
            "releases": json.dumps(RELEASES),
            "columns": _lines({str(column): self.versions[column] for column in columns}),
            "outcomes": _lines({i: _given(o) for i, o in outcomes if i != "="}),
            "examples": _lines(
                {
                    name: [entry.of, entry.tried, _grouped(entry, columns)]
                    for name, entry in sorted(self.entries.items())
                }
            ),
        }
        body = ",\n".join(f'"{name}": {text}' for name, text in parts.items())
        file.write_text(f"{{\n{body}\n}}\n", "utf-8")

    def put(self, other: Matrix) -> None:
        """Take over what another one knows."""
        self.entries |= other.entries
        self.versions |= other.versions


def fingerprint(example: Example) -> str:
    """What changes when an example does something else, or is reviewed to.

    What its header says counts as far as it says how the example is run and what is compared.
    """
    settings = {**vars(example.settings), **dict.fromkeys(_LINKS)}
    program = example.text.split("\n", example.header.end)[-1]
    digest = hashlib.sha256(repr((program, sorted(settings.items()), example.support)).encode())
    for path in reviewed_files(example):
        if path.suffix == ".out":
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


_LINKS = "right", "older"
"""Settings that lead to other examples."""


def _outcomes(entry: Entry) -> Iterator[Outcome]:
    return (outcome for spans in entry.rows.values() for _, outcome in spans)


def _given(outcome: Outcome) -> dict[str, str]:
    return {name: value for name, value in asdict(outcome).items() if value}


def _grouped(entry: Entry, columns: Sequence[Column]) -> dict[str, list[str]]:
    """The rows of an entry, those that agree together, as "asyncio trio: 3.10..3.13"."""
    groups: dict[str, dict[Runtime, list[int]]] = {}
    for (runtime, column), spans in entry.rows.items():
        said = " ".join(f"{first}:{outcome.id}" for first, outcome in spans)
        groups.setdefault(said, {}).setdefault(runtime, []).append(columns.index(column))
    return {said: sorted(_parts(groups[said], columns)) for said in sorted(groups)}


def _parts(group: Mapping[Runtime, list[int]], columns: Sequence[Column]) -> Iterator[str]:
    parts: dict[str, list[str]] = {}
    for runtime, numbers in group.items():
        for first, last in _runs(sorted(numbers)):
            names = dict.fromkeys((str(columns[first]), str(columns[last])))
            parts.setdefault("..".join(names), []).append(runtime.name)
    return (f"{' '.join(sorted(runtimes))}: {names}" for names, runtimes in parts.items())


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of numbers that follow each other."""
    for _, found in groupby(enumerate(numbers), lambda each: each[1] - each[0]):
        together = [number for _, number in found]
        yield together[0], together[-1]


def _between(columns: Mapping[str, Column], names: str) -> list[Column]:
    """The columns from one to another, in the order of the file."""
    first, _, last = names.partition("..")
    every = [*columns]
    found = [columns[each] for each in every[every.index(first) : every.index(last or first) + 1]]
    if not found:
        raise ValueError(f"{names} ends before it begins")
    return found


def _lines(values: Mapping[str, object]) -> str:
    rows = (
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for name, value in values.items()
    )
    return "{\n" + ",\n".join(rows) + "\n}"
