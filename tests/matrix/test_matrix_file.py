"""The file of a matrix: what is read is what was written, differences are small, it's checked."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from helpers.cells import COLUMN, LACKING, OTHER, OUTCOMES, examples, matrix
from helpers.fuzzing import fuzzed
from hypothesis import given
from hypothesis import strategies as st

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import COLUMNS, RELEASES, Column
from anyio_by_example.matrix.matrix import FILE, Entry, Matrix, Spans, fingerprint
from anyio_by_example.matrix.outcome import AS_REVIEWED, DIFFERS, MISSING, UNKNOWN, Outcome
from anyio_by_example.matrix.row import Row
from anyio_by_example.problem import Problem
from anyio_by_example.runtime import ASYNCIO, BY_NAME, TRIO, UVLOOP

texts = st.text(max_size=12)

outcomes = st.sampled_from(OUTCOMES) | st.builds(
    Outcome, st.sampled_from((MISSING, DIFFERS, UNKNOWN)), texts, texts
)


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """What a row comes to."""
    later = sorted(draw(st.sets(st.sampled_from(RELEASES[1:]), max_size=3)), key=RELEASES.index)
    return tuple((first, draw(outcomes)) for first in (RELEASES[0], *later))


rows = st.dictionaries(
    st.tuples(st.sampled_from([*BY_NAME.values()]), st.sampled_from(COLUMNS)), spans(), min_size=1
)
entries = st.builds(
    Entry, st.text("0123456789abcdef", min_size=8, max_size=8), st.integers(0), rows
)
names = st.from_regex(r"\A[a-z0-9_]{1,8}/[a-z0-9_]{1,8}\.py\Z")
versions = st.dictionaries(st.sampled_from(("Python", "Trio", "uvloop")), texts)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Any matrix."""
    found = draw(st.dictionaries(names, entries, max_size=4))
    return Matrix(found, {column: draw(versions) for column in COLUMNS})


@fuzzed
@given(made=matrices())
def test_round_trip(made: Matrix, tmp_path: Path) -> None:
    """What is read is what was written, and writing that again changes nothing."""
    file = tmp_path / FILE
    made.write(file)
    written = file.read_text("utf-8")
    read = Matrix.read(file)
    assert read == made
    read.write(file)
    assert file.read_text("utf-8") == written


@fuzzed
@given(made=matrices(), seed=st.integers(0, 5))
def test_order_does_not_matter(made: Matrix, seed: int, tmp_path: Path) -> None:
    """The same is written in the same way, in whichever order it became known."""
    made.write(tmp_path / FILE)
    chance = random.Random(seed)

    def shuffled(values: dict[Any, Any]) -> dict[Any, Any]:
        return dict(chance.sample([*values.items()], len(values)))

    other = Matrix(
        shuffled(
            {n: Entry(e.of, e.tried, shuffled(dict(e.rows))) for n, e in made.entries.items()}
        ),
        shuffled(made.versions),
    )
    other.write(tmp_path / "other.json")
    assert (tmp_path / "other.json").read_bytes() == (tmp_path / FILE).read_bytes()


def test_one_line_an_example(tmp_path: Path) -> None:
    """Each example has a line, in order, and rows that agree are together: a change is one line."""
    every = examples(tmp_path, 3)
    made = matrix(every, {"t/b.py": "4.8.0"})
    made.write(tmp_path / FILE)
    lines = (tmp_path / FILE).read_text("utf-8").splitlines()
    found = [line for line in lines if line.startswith('"t/')]
    assert [line[:8] for line in found] == ['"t/a.py"', '"t/b.py"', '"t/c.py"']
    assert found[0] == (
        f'"t/a.py": ["{fingerprint(every[0])}",2,{{"3.7.1:=":["asyncio trio: 3.11"]}}],'
    )
    assert f'"{LACKING.id}": {{"kind":"missing","error":"{LACKING.error}"}}' in lines
    matrix(every, {"t/b.py": "4.9.0"}).write(tmp_path / FILE)
    changed = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert sum(a != b for a, b in zip(lines, changed, strict=True)) == 1


def test_no_file(tmp_path: Path) -> None:
    """Where there is no file, nothing is known."""
    assert Matrix.read(tmp_path / FILE) == Matrix()


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, Any]:
    """What the file of a small matrix says."""
    matrix(examples(tmp_path, 2), {"t/b.py": "4.8.0"}).write(tmp_path / FILE)
    read: dict[str, Any] = json.loads((tmp_path / FILE).read_text("utf-8"))
    return read


def rows_of_one(spans: str, part: str = "trio: 3.11") -> dict[str, Any]:
    """What the file says of one example."""
    return {"examples": {"t/a.py": ["0", 1, {spans: [part]}]}}


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "other releases": ({"releases": ["3.7.1"]}, "it has other releases"),
    "no releases": ({"releases": None}, "it has other releases"),
    "columns in a list": ({"columns": ["3.11"]}, "attribute 'items'"),
    "another column": ({"columns": {"3.12": {}}}, "'3.11' is not in list"),
    "outcomes in a list": ({"outcomes": []}, "attribute 'items'"),
    "another outcome": ({"outcomes": {}}, f"KeyError('{LACKING.id}')"),
    "an outcome with more": ({"outcomes": {LACKING.id: {"kind": "a", "colour": "b"}}}, "colour"),
    "an outcome without a kind": ({"outcomes": {LACKING.id: {"output": "a"}}}, "'kind'"),
    "an outcome that is text": ({"outcomes": {LACKING.id: "missing"}}, "must be a mapping"),
    "examples in a list": ({"examples": []}, "attribute 'items'"),
    "an example that is a number": ({"examples": {"t/a.py": 1}}, "cannot unpack"),
    "an example with too little": ({"examples": {"t/a.py": ["0", 1]}}, "not enough values"),
    "another runtime": (rows_of_one("3.7.1:=", "java: 3.11"), "KeyError('java')"),
    "another release": (rows_of_one("3.7.2:="), "tuple.index(x): x not in tuple"),
    "no first release": (rows_of_one(""), "not enough values"),
    "not since the first": (rows_of_one("4.0.0:="), "the releases of t/a.py aren't in order"),
    "not in order": (rows_of_one("3.7.1:= 4.2.0:= 4.1.0:="), "aren't in order"),
    "one twice": (rows_of_one("3.7.1:= 4.2.0:= 4.2.0:="), "aren't in order"),
    "columns backwards": (
        {"columns": {"3.11": {}, "3.12": {}}, **rows_of_one("3.7.1:=", "trio: 3.12..3.11")},
        "3.12..3.11 ends before it begins",
    ),
}


@pytest.mark.parametrize(("change", "reason"), WRONG.values(), ids=WRONG)
def test_wrong_file(
    change: dict[str, Any], reason: str, whole: dict[str, Any], tmp_path: Path
) -> None:
    """What isn't the file of a matrix is a problem that names it, a line, and what to do."""
    (tmp_path / FILE).write_text(json.dumps({**whole, **change}), "utf-8")
    with pytest.raises(Problem) as caught:
        Matrix.read(tmp_path / FILE)
    assert caught.value.path == Path(tmp_path.name, FILE)
    assert caught.value.line == 1
    assert caught.value.reason.startswith("it isn't the file of a matrix: ")
    assert reason in caught.value.reason
    assert caught.value.remedy == "make it anew: python -m anyio_by_example matrix record"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"1", b'"a"', b"\xff\xfe", b"{}", b"[" * 200_000, b"{}{}"],
    ids=lambda content: repr(content[:8]),
)
def test_no_matrix_at_all(content: bytes, tmp_path: Path) -> None:
    """Neither is what is no JSON, or says nothing of a matrix."""
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(Problem, match="it isn't the file of a matrix"):
        Matrix.read(tmp_path / FILE)


def test_cut_file(whole: dict[str, Any], tmp_path: Path) -> None:
    """Nor what was cut anywhere."""
    text = json.dumps(whole)
    for end in range(0, len(text), 7):
        (tmp_path / FILE).write_text(text[:end], "utf-8")
        with pytest.raises(Problem):
            Matrix.read(tmp_path / FILE)


def test_entry() -> None:
    """An entry says what a cell came to, and since when it's as reviewed."""
    last = ((RELEASES[0], LACKING), ("4.8.0", OTHER), ("4.9.0", AS_REVIEWED))
    unknown = ((RELEASES[0], Outcome(UNKNOWN, error="it can't be installed there")),)
    old = Column("3.10")
    made = Entry(
        "0",
        3,
        {
            (TRIO, COLUMN): last,
            (ASYNCIO, COLUMN): ((RELEASES[0], AS_REVIEWED),),
            (TRIO, old): unknown,
        },
    )
    assert made.at("4.7.0", TRIO, COLUMN) == LACKING
    assert made.at("4.8.0", TRIO, COLUMN) == OTHER
    assert made.at("4.16.0", TRIO, COLUMN) == AS_REVIEWED
    assert made.at("4.16.0", UVLOOP, COLUMN) is None
    assert (made.columns, made.runtimes) == ((old, COLUMN), (ASYNCIO, TRIO))
    assert made.since() == "4.9.0"
    assert made.since([(ASYNCIO, COLUMN)]) == RELEASES[0]
    assert made.since([(TRIO, old)]) is None
    not_any_more = Entry("0", 2, {(TRIO, COLUMN): ((RELEASES[0], AS_REVIEWED), ("4.9.0", OTHER))})
    assert not_any_more.since() is None


def row(example: Example, since: str) -> Row:
    """A row that is known."""
    run = {RELEASES[0]: LACKING, since: AS_REVIEWED, RELEASES[-1]: AS_REVIEWED}
    before = RELEASES[RELEASES.index(since) - 1]
    return Row(example, TRIO, COLUMN, run={**run, before: LACKING})


def test_of_rows(tmp_path: Path) -> None:
    """A matrix is made of rows, counts what was run, and takes over what another one knows."""
    first, second = examples(tmp_path, 2)
    made = Matrix.of([row(first, "4.8.0"), row(second, "4.9.0")], {COLUMN: {"Python": "3.11.7"}})
    spans = ((RELEASES[0], LACKING), ("4.8.0", AS_REVIEWED))
    assert made.entries[first.name] == Entry(fingerprint(first), 4, {(TRIO, COLUMN): spans})
    assert (made.run, made.cells) == (8, 2 * len(RELEASES))
    newer = Column("3.12")
    made.put(Matrix.of([row(second, "4.10.0")], {newer: {"Python": "3.12.1"}}))
    assert made.entries[first.name].since() == "4.8.0"
    assert made.entries[second.name].since() == "4.10.0"
    assert made.versions == {COLUMN: {"Python": "3.11.7"}, newer: {"Python": "3.12.1"}}


def test_fingerprint(tmp_path: Path) -> None:
    """It's another one when the example or what was reviewed of its output is, and only then."""
    [case] = examples(tmp_path, 1)
    before = fingerprint(case)
    assert fingerprint(Example.load(case.root, case.name)) == before
    case.path.with_suffix(".timeline").write_text("a\n", "utf-8")
    assert fingerprint(case) == before
    special = case.path.with_suffix(".trio.out")
    special.write_text("other\n", "utf-8")
    assert fingerprint(case) != before
    special.unlink()
    assert fingerprint(case) == before
    case.path.write_text(f"{case.text}\n", "utf-8")
    assert fingerprint(Example.load(case.root, case.name)) != before
