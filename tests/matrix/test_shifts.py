"""Shifts: each change between two neighbouring releases, once, and nothing that only looks so."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.released import LACKS, NOT_RUN, RAISES, SAME, WAVERS, entry, prints
from helpers.site_builder import project, snippet

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import DIFFERS, MISSING, Outcome
from anyio_by_example.matrix.shifts import ENDS, GOES_ON, PRINTS, STOPS, Said, Shift, find_shifts

Rows = Mapping[str, Mapping[str, Outcome]]

QUITS = Outcome(DIFFERS, "1\n", "it ends with status 3")
NO_AWAIT = Outcome(MISSING, error="TypeError: object bool can't be used in 'await' expression")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    """Six examples, each of which was reviewed to print 1 and 2."""
    root = project(tmp_path_factory.mktemp("shifts"))
    for name in "abcdef":
        (root / "t" / f"{name}.py").write_text(snippet("print(1)\nprint(2)"), "utf-8")
        (root / "t" / f"{name}.out").write_text("1\n2\n", "utf-8", newline="\n")
    return [Example.load(root, f"t/{name}.py") for name in "abcdef"]


def said(one: Said) -> str:
    """What a release said, in short."""
    return {PRINTS: one.text, ENDS: f"! {one.text}", STOPS: "nothing", GOES_ON: "goes on"}[one.how]


def told(shift: Shift) -> list[str]:
    """What a shift says, in short."""
    found = []
    for turn in shift.turns:
        where = [runtime.name for runtime in turn.where.runtimes]
        where += [f"on {turn.where.pythons}"] if turn.where.pythons else []
        found.append(" ".join([f"{said(turn.before)} -> {said(turn.after)}", *where]))
    return found


CASES: Mapping[str, tuple[Rows, list[tuple[str, list[str]]]]] = {
    "it was otherwise": (
        {"asyncio trio 3.11": {"3.7.1": prints("1\n3\n"), "4.4.0": SAME}},
        [("4.4.0", ["3 -> 2"])],
    ),
    "it was otherwise for a while, and something was lacking before": (
        {"asyncio 3.11": {"3.7.1": LACKS, "4.1.0": SAME, "4.4.0": prints("5\n"), "4.9.0": SAME}},
        [("4.9.0", ["5 -> 1"]), ("4.4.0", ["1 -> 5"])],
    ),
    "what is lacking, varies or wasn't run says nothing": (
        {
            "asyncio 3.11": {"3.7.1": LACKS, "4.1.0": prints("3\n"), "4.2.0": WAVERS},
            "asyncio 3.12": {"3.7.1": NOT_RUN, "4.1.0": SAME, "4.2.0": LACKS},
            "trio 3.12": {"3.7.1": NO_AWAIT, "4.1.0": SAME},
        },
        [],
    ),
    "on one event loop": (
        {
            "asyncio asyncio-uvloop 3.11": {"3.7.1": prints("1\n"), "4.4.0": SAME},
            "trio 3.11": {"3.7.1": SAME},
        },
        [("4.4.0", ["nothing -> 2 asyncio asyncio-uvloop"])],
    ),
    "on some Pythons": (
        {
            "asyncio 3.10": {"3.7.1": prints("1\n2\n3\n"), "4.4.0": SAME},
            "asyncio 3.11": {"3.7.1": prints("1\n2\n3\n"), "4.4.0": SAME},
            "asyncio 3.12": {"3.7.1": SAME},
        },
        [("4.4.0", ["3 -> nothing on 3.10 and 3.11"])],
    ),
    "on all Pythons on which it was run": (
        {
            "asyncio 3.11": {"3.7.1": prints("3\n"), "4.0.0": SAME},
            "asyncio 3.13": {"3.7.1": NOT_RUN, "4.0.0": SAME},
        },
        [("4.0.0", ["3 -> 1"])],
    ),
    "in two ways": (
        {
            "asyncio 3.11": {"3.7.1": prints("3\n"), "4.4.0": SAME},
            "trio 3.11": {"3.7.1": prints("1\n4\n"), "4.4.0": SAME},
        },
        [("4.4.0", ["3 -> 1 asyncio", "4 -> 2 trio"])],
    ),
    "only with the oldest Trio": (
        {"trio 3.11": {"3.7.1": SAME}, "trio 3.11, oldest Trio": {"3.7.1": QUITS, "4.4.0": SAME}},
        [],
    ),
    "from one of its own kind to another": (
        {"asyncio 3.11": {"3.7.1": prints("3\n"), "4.4.0": prints("4\n"), "4.5.0": SAME}},
        [("4.5.0", ["4 -> 1"]), ("4.4.0", ["3 -> 4"])],
    ),
    "with an error": (
        {"asyncio 3.11": {"3.7.1": RAISES, "4.4.0": SAME, "4.5.0": QUITS, "4.6.0": RAISES}},
        [
            ("4.6.0", ["! it ends with status 3 -> ! anyio.ClosedResourceError: it is closed"]),
            ("4.5.0", ["goes on -> ! it ends with status 3"]),
            ("4.4.0", ["! anyio.ClosedResourceError: it is closed -> goes on"]),
        ],
    ),
    "what came and went by chance": (
        {
            "asyncio 3.10": {"3.7.1": prints("3\n"), "4.4.0": prints("4\n"), "4.5.0": SAME},
            "asyncio 3.11": {"3.7.1": prints("4\n"), "4.2.0": prints("3\n"), "4.5.0": SAME},
        },
        [("4.5.0", ["4 -> 1 on 3.10", "3 -> 1 on 3.11"])],
    ),
    "what came and went, and was what was reviewed": (
        {"asyncio 3.11": {"3.7.1": SAME, "4.4.0": prints("4\n"), "4.5.0": SAME}},
        [("4.5.0", ["4 -> 1"]), ("4.4.0", ["1 -> 4"])],
    ),
    "lines of files and what pytest prints on its way": (
        {
            "asyncio 3.11": {
                "3.7.1": prints('..F   [100%]\n  File "a.py", line 2, in f\n'),
                "4.4.0": prints('...   [100%]\n  File "a.py", line 3, in f\n'),
            }
        },
        [],
    ),
    "code in a traceback": (
        {
            "asyncio 3.11": {
                "3.7.1": prints('  File "a.py", line 2, in f\n    old()\n    ^^^\nKeyError: 1\n'),
                "4.4.0": prints('  File "b.py", line 3, in f\n    newer()\nKeyError: 1\n'),
            }
        },
        [],
    ),
    "what it prints of a name that isn't there": (
        {
            "asyncio 3.11": {
                "3.7.1": prints("AttributeError: module 'anyio' has no attribute 'amap'\n"),
                "4.4.0": SAME,
            }
        },
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_shifts(case: str, examples: list[Example]) -> None:
    """A change is named by the release, by the first line that differs, and by where it's so."""
    rows, wanted = CASES[case]
    shifts = find_shifts({examples[0]: entry(rows)})
    assert [(shift.release, told(shift)) for shift in shifts] == wanted


def test_same_in_several(examples: list[Example]) -> None:
    """Examples in which the same changed are together; what is silent comes before an error."""
    silent = {"asyncio 3.11": {"3.7.1": prints("3\n"), "4.4.0": SAME}}
    loud = {"asyncio 3.11": {"3.7.1": QUITS, "4.4.0": SAME}}
    other = {"asyncio 3.11": {"3.7.1": prints("4\n"), "4.4.0": SAME}}
    cases = zip(examples, (loud, silent, loud, other, silent), strict=False)
    shifts = find_shifts({example: entry(rows) for example, rows in cases})
    assert [(told(each), [e.path.stem for e in each.examples]) for each in shifts] == [
        (["3 -> 1"], ["b", "e"]),
        (["4 -> 1"], ["d"]),
        (["! it ends with status 3 -> goes on"], ["a", "c"]),
    ]
    assert [each.is_silent for each in shifts] == [True, True, False]


def test_complete(examples: list[Example]) -> None:
    """Whatever an example did, each change between what it printed is there."""
    lot = random.Random(3)
    for _ in range(50):
        rows: dict[str, dict[str, Outcome]] = {}
        for at in ("asyncio 3.11", "trio 3.11", "trio 3.12"):
            releases = sorted(lot.sample(RELEASES[1:], 5), key=RELEASES.index)
            words = lot.sample("pqrstuvw", 6)
            kinds = [lot.choice([SAME, LACKS, prints(f"{at} {word}\n")]) for word in words]
            rows[at] = dict(zip((RELEASES[0], *releases), kinds, strict=True))
        made = entry(rows)
        found = {
            (shift.release, said(turn.before))
            for shift in find_shifts({examples[0]: made})
            for turn in shift.turns
        }
        assert found == set(boundaries(made))


def boundaries(made: Entry) -> list[tuple[str, str]]:
    """The releases with which something else was printed, and what was printed before."""
    found = []
    for row in made.outcomes.values():
        for number, (old, new) in enumerate(pairwise(row), 1):
            if old != new and LACKS not in (old, new):
                found.append((RELEASES[number], "1" if old == SAME else old.output.strip()))
    return found


def test_nothing_reviewed(tmp_path: Path) -> None:
    """Where no output was reviewed yet, nothing is held against it."""
    root = project(tmp_path)
    (root / "t" / "new.py").write_text(snippet("print(1)"), "utf-8")
    example = Example.load(root, "t/new.py")
    [shift] = find_shifts(
        {example: entry({"asyncio 3.11": {"3.7.1": prints("1\n"), "4.4.0": SAME}})}
    )
    assert told(shift) == ["1 -> nothing"]
