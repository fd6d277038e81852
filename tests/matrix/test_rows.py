"""Rows: few cells are run, and what is said of the others follows from those."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, log2
from pathlib import Path

import pytest
from helpers.cells import COLUMN, OUTCOMES, Pretended, examples
from helpers.fuzzing import fuzzed
from helpers.site_builder import HEADER
from hypothesis import given
from hypothesis import strategies as st

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import (
    COLUMNS,
    MINORS,
    OLDEST_TRIO,
    RELEASES,
    SOME,
    Column,
)
from anyio_by_example.matrix.outcome import AS_REVIEWED, UNKNOWN, Outcome
from anyio_by_example.matrix.row import Row, rows_of, runtimes_of
from anyio_by_example.matrix.trials import Found, fill
from anyio_by_example.recording.recorder import Run
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, EAGER, RUNTIMES, TRIO, UVLOOP

DEEP = ceil(log2(len(RELEASES) - 1))
"""The most runs that it takes to find one change between the oldest and the newest release."""

any_outcomes = st.lists(st.sampled_from(OUTCOMES), min_size=len(RELEASES), max_size=len(RELEASES))

some_releases = st.sets(st.sampled_from(RELEASES), max_size=5)


@st.composite
def stretches(draw: st.DrawFn) -> list[tuple[str, Outcome]]:
    """Outcomes of which each holds for one stretch of releases, with the first of each."""
    kinds = draw(st.lists(st.sampled_from(OUTCOMES), min_size=1, unique=True))
    later = st.sets(st.sampled_from(RELEASES[1:]), min_size=len(kinds) - 1, max_size=len(kinds) - 1)
    firsts = sorted(draw(later), key=RELEASES.index)
    return [*zip((RELEASES[0], *firsts), kinds, strict=True)]


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """An example, whatever it does."""
    return examples(tmp_path_factory.mktemp("rows"), 1)[0]


def completed(case: Example, truth: list[Outcome], first: set[str]) -> Row:
    """A row of which all is known, after it was told what it wanted to know."""
    row = Row(case, ASYNCIO, COLUMN, first)
    while wanted := row.wanted():
        assert not {*wanted} & row.run.keys()
        assert len({*wanted}) == len(wanted)
        row.run |= {release: truth[RELEASES.index(release)] for release in wanted}
    return row


@fuzzed
@given(truth=any_outcomes, first=some_releases)
def test_each_cell_is_known(case: Example, truth: list[Outcome], first: set[str]) -> None:
    """In the end each cell was run, or lies between two that were and came to the same."""
    row = completed(case, truth, first)
    run = [i for i, release in enumerate(RELEASES) if release in row.run]
    assert {RELEASES[0], RELEASES[-1], *first} <= row.run.keys()
    assert (run[0], run[-1]) == (0, len(RELEASES) - 1)
    for i, j in pairwise(run):
        assert j == i + 1 or truth[i] == truth[j]


@fuzzed
@given(truth=any_outcomes, first=some_releases)
def test_runs_are_few(case: Example, truth: list[Outcome], first: set[str]) -> None:
    """A change that is found costs no more runs than halving takes; what doesn't change, none."""
    row = completed(case, truth, first)
    changes = len(row.spans()) - 1
    assert len(row.run) <= len({RELEASES[0], RELEASES[-1], *first}) + DEEP * changes


@fuzzed
@given(spans=stretches(), first=some_releases)
def test_stretches_are_found(
    case: Example, spans: list[tuple[str, Outcome]], first: set[str]
) -> None:
    """Where each outcome holds for one stretch, what is said of all cells is the truth."""
    pretended = Pretended({(ASYNCIO, COLUMN): spans})
    truth = [pretended.at(release, ASYNCIO, COLUMN) for release in RELEASES]
    row = completed(case, truth, first)
    assert row.spans() == spans
    firsts = [RELEASES.index(release) for release, _ in spans[1:]]
    assert row.turns() == {RELEASES[i + d] for i in firsts for d in (-1, 0)}
    assert row.turns() <= row.run.keys()


def test_what_changes_back_is_found_where_it_is_run(case: Example) -> None:
    """A change that is undone is seen if a release in between is run in any case, and only then."""
    truth = [OUTCOMES[release == "4.8.0"] for release in RELEASES]
    assert len(completed(case, truth, set()).spans()) == 1
    spans = completed(case, truth, {"4.8.0"}).spans()
    assert [release for release, _ in spans] == [RELEASES[0], "4.8.0", "4.9.0"]


def test_minor_releases() -> None:
    """The first of each minor release, of version 3 the last; all of them are releases."""
    assert MINORS[:3] == ("3.7.1", "4.0.0", "4.1.0")
    assert all(each.endswith(".0") for each in MINORS[1:])
    assert {each.rpartition(".")[0] for each in MINORS[1:]} == {
        ".".join(each.split(".")[:2]) for each in RELEASES[1:]
    }
    assert sorted(MINORS, key=RELEASES.index) == [*MINORS]


def test_columns() -> None:
    """A column is its text, and they are in the order of their versions."""
    assert [Column.parse(str(each)) for each in COLUMNS] == [*COLUMNS]
    assert len({*COLUMNS}) == len(COLUMNS)
    assert [each.version for each in COLUMNS[:5]] == [(3, minor) for minor in range(10, 15)]
    assert Column("3.14t").version == (3, 14)


def example(
    folder: Path, declared: str = "", body: str = "print()", python: str = "3.10"
) -> Example:
    """An example that declares something."""
    examples(folder, 1)
    table = f"#\n# [tool.example]\n{declared}\n" if declared else ""
    header = HEADER.format(more=table).replace("3.10", python)
    file = folder / "snippets" / "t" / "a.py"
    file.write_text(f'{header}"""A case."""\n{body}\n', "utf-8")
    return Example.load(folder / "snippets", "t/a.py")


@pytest.mark.parametrize(
    ("declared", "column", "expected"),
    [
        ("", "3.11", (ASYNCIO, UVLOOP, TRIO)),
        ("", "3.12", RUNTIMES),
        ("", "3.14t", (ASYNCIO, EAGER, TRIO)),
        ("", f"3.11, {OLDEST_TRIO}", (TRIO,)),
        ('# clock = "virtual"', "3.12", (ASYNCIO, EAGER, TRIO)),
        ('# backends = ["asyncio"]', "3.12", (ASYNCIO, UVLOOP, EAGER)),
        ('# backends = ["asyncio"]', f"3.11, {OLDEST_TRIO}", ()),
        ('# backends = ["trio"]', "3.12", (TRIO,)),
        ("# backends = []", "3.12", (AS_WRITTEN,)),
        ("# backends = []", f"3.11, {OLDEST_TRIO}", ()),
    ],
)
def test_runtimes(declared: str, column: str, expected: tuple[object, ...], tmp_path: Path) -> None:
    """An example is run in a column on the event loops that both have."""
    assert (*runtimes_of(example(tmp_path, declared), Column.parse(column)),) == expected


def test_python_that_it_does_not_admit(tmp_path: Path, newer_python: str) -> None:
    """An example isn't run on a Python older than its header says, and is on that one."""
    case = example(tmp_path, python=newer_python)
    assert [*runtimes_of(case, Column("3.14t"))] == []
    assert [*runtimes_of(case, Column(newer_python))]


def test_other_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example isn't run on a platform that it isn't for."""
    case = example(tmp_path, '# platforms = ["linux", "darwin"]')
    assert [*runtimes_of(case, COLUMN)]
    monkeypatch.setattr(sys, "platform", "win32")
    assert [*runtimes_of(case, COLUMN)] == []


def test_leading_rows(case: Example) -> None:
    """A row of each usual event loop leads, on an old Python; that of asyncio has all minors."""
    leading, others = rows_of(COLUMNS, case)
    assert {(row.runtime, row.column) for row in leading} == {
        (ASYNCIO, Column("3.11")),
        (TRIO, Column("3.11")),
    }
    assert {row.runtime: row.first for row in leading} == {ASYNCIO: MINORS, TRIO: SOME}
    assert len({(row.runtime, row.column) for row in (*leading, *others)}) == len(leading) + len(
        others
    )
    assert {row.column for row in others if row.runtime == EAGER} == {
        column for column in COLUMNS if column.version >= (3, 12)
    }
    without = [each for each in COLUMNS if each.python != "3.11"]
    assert {row.column for row in rows_of(without, case)[0]} == {Column("3.12")}


@fuzzed
@given(leads=stretches(), follows=stretches(), differs=st.booleans())
def test_fill(
    case: Example,
    leads: list[tuple[str, Outcome]],
    follows: list[tuple[str, Outcome]],
    differs: bool,
) -> None:
    """All that is said is true; the others run what is beside a change of the leading row.

    So a change that comes with the same release everywhere costs each of them two runs.
    """
    columns = [Column("3.11"), Column("3.12")]
    truth = {(ASYNCIO, columns[0]): leads, (ASYNCIO, columns[1]): follows if differs else leads}
    truth[EAGER, columns[1]] = leads
    pretended = Pretended(truth)
    rows = fill([case], columns, pretended)
    assert len({*pretended.asked}) == len(pretended.asked)
    assert len(pretended.asked) == sum(len(row.run) for row in rows)
    for row in rows:
        assert row.wanted() == []
        spans = truth.get((row.runtime, row.column), [(RELEASES[0], OUTCOMES[0])])
        assert row.spans() == spans
    by_key = {(row.runtime, row.column): row for row in rows}
    turns = by_key[ASYNCIO, columns[0]].turns()
    ends = {RELEASES[0], RELEASES[-1]}
    assert {*MINORS} <= by_key[ASYNCIO, columns[0]].run.keys()
    assert ends | turns == by_key[EAGER, columns[1]].run.keys()
    assert ends | turns <= by_key[ASYNCIO, columns[1]].run.keys()
    assert ends == by_key[TRIO, columns[1]].run.keys()
    if not differs:
        assert ends | turns == by_key[ASYNCIO, columns[1]].run.keys()


def test_trials_are_together(tmp_path: Path) -> None:
    """What several examples want to know of one environment is run there at once."""
    calls: Counter[tuple[str, Column]] = Counter()
    pretended = Pretended()

    def trial(release: str, column: Column, runs: Sequence[Run]) -> Iterator[Found]:
        calls[release, column] += 1
        assert len({example.name for example, _ in runs}) == 3
        return pretended(release, column, runs)

    fill(examples(tmp_path, 3), [Column("3.10"), Column("3.11")], trial)
    # for the rows that lead, and then for the others
    ends = {(release, Column("3.11")) for release in (RELEASES[0], RELEASES[-1])}
    assert {place for place, count in calls.items() if count > 1} == ends
    assert max(calls.values()) == 2


def test_nobody_waits_for_what_is_run_again(tmp_path: Path) -> None:
    """While something is run again in some environments, runs go on in all others."""
    together = threading.Barrier(len(MINORS))

    def trial(release: str, column: Column, runs: Sequence[Run]) -> Iterator[Found]:
        del release, column
        yield {}
        if UVLOOP not in {runtime for _, runtime in runs}:
            together.wait(timeout=60)
        yield dict.fromkeys(runs, AS_REVIEWED)

    rows = fill(examples(tmp_path, 1), [Column("3.11")], trial)
    assert {row.runtime for row in rows} == {ASYNCIO, TRIO, UVLOOP}


def test_nothing_is_concluded_where_nothing_can_be_run(case: Example) -> None:
    """Between two releases that can't be run, each is tried: one of them may be."""
    lost = Outcome(UNKNOWN, error="it can't be installed there")
    first = RELEASES.index("4.7.0")
    truth = [lost] * first + [OUTCOMES[0]] * (len(RELEASES) - first)
    row = completed(case, truth, set())
    assert {*RELEASES[:first]} <= row.run.keys()
    assert len(row.run) < len(RELEASES)
