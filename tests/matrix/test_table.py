"""The table of an example: releases, event loops and Pythons that agree stand together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from helpers.released import LACKS, NOT_RUN, RAISES, SAME, STUCK, WAVERS, entry, prints

from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.outcome import DIFFERS, MISSING, Outcome
from anyio_by_example.matrix.table import Table
from anyio_by_example.matrix.words import said

LACKS_14 = {"3.7.1": LACKS, "4.14.0": SAME}
GATHER = "`anyio` has no `gather`"


def written(table: Table) -> list[list[str]]:
    """A table in words: its heading, then its lines."""
    heading = [" ".join(each.name for each in group) for group in table.groups]
    lines = [
        [
            line.releases,
            *(
                "; ".join(": ".join(filter(None, (p.where, p.said))) for p in cell)
                for cell in line.cells
            ),
        ]
        for line in table.lines
    ]
    return [heading, *lines]


CASES: Mapping[str, tuple[Mapping[str, Mapping[str, Outcome]], list[list[str]]]] = {
    "all agree": (
        {"asyncio trio 3.10": LACKS_14, "asyncio asyncio-uvloop trio 3.11": LACKS_14},
        [["asyncio asyncio-uvloop trio"], ["4.14 to 4.16", "the same"], ["3.7.1 to 4.13", GATHER]],
    ),
    "a backend differs": (
        {"asyncio 3.11": LACKS_14, "trio 3.11": {"3.7.1": LACKS, "4.0.0": SAME}},
        [
            ["asyncio", "trio"],
            ["4.14 to 4.16", "the same", "the same"],
            ["4.0 to 4.13", GATHER, "the same"],
            ["3.7.1", GATHER, GATHER],
        ],
    ),
    "a Python differs": (
        {
            "asyncio trio 3.10": LACKS_14,
            "asyncio trio 3.11": LACKS_14,
            "trio 3.13": {"3.7.1": RAISES, "4.0.0": LACKS, "4.14.0": SAME},
        },
        [
            ["asyncio", "trio"],
            ["4.14 to 4.16", "the same", "the same"],
            ["4.0 to 4.13", GATHER, GATHER],
            ["3.7.1", GATHER, f"{GATHER}; Python 3.13: raises `ClosedResourceError`"],
        ],
    ),
    "as many do as don't": (
        {"asyncio 3.12": {"3.7.1": SAME}, "asyncio 3.13": {"3.7.1": WAVERS, "4.0.0": SAME}},
        [
            ["asyncio"],
            ["4.0 to 4.16", "the same"],
            ["3.7.1", "Python 3.12: the same; Python 3.13: varies from run to run"],
        ],
    ),
    "the oldest Trio differs": (
        {
            "trio 3.11": {"3.7.1": SAME},
            "trio 3.11, oldest Trio": {"3.7.1": NOT_RUN, "4.0.0": prints("2\n"), "4.5.0": SAME},
        },
        [
            ["trio"],
            ["4.5 to 4.16", "the same"],
            ["4.0 to 4.4", "the same; oldest Trio: prints something else"],
            ["3.7.1", "the same"],
        ],
    ),
    "not everything can be run": (
        {
            "asyncio 3.11": LACKS_14,
            "asyncio 3.13": {"3.7.1": NOT_RUN, "4.14.0": SAME},
            "as-written 3.13": {"3.7.1": NOT_RUN, "4.3.0": SAME},
        },
        [
            ["asyncio", "as-written"],
            ["4.14 to 4.16", "the same", "the same"],
            ["4.3 to 4.13", GATHER, "the same"],
            ["3.7.1 to 4.2", GATHER, "not run"],
        ],
    ),
    "what had no result": (
        {
            "asyncio 3.11": {"3.7.1": STUCK, "4.9.0": SAME},
            "asyncio 3.13": {"3.7.1": NOT_RUN, "4.9.0": SAME},
            "trio 3.11": {"3.7.1": SAME},
        },
        [
            ["asyncio", "trio"],
            ["4.9 to 4.16", "the same", "the same"],
            ["3.7.1 to 4.8", "no result", "the same"],
        ],
    ),
    "what came and went": (
        {"asyncio 3.11": {"3.7.1": SAME, "4.12.0": LACKS, "4.12.1": SAME}},
        [
            ["asyncio"],
            ["4.12.1 to 4.16", "the same"],
            ["4.12.0", GATHER],
            ["3.7.1 to 4.11", "the same"],
        ],
    ),
    "words that are alike": (
        {
            "asyncio 3.10": {"3.7.1": replace(LACKS, error="AttributeError: __aenter__")},
            "asyncio 3.11": {
                "3.7.1": replace(
                    LACKS,
                    error="TypeError: 'X' object does not support the asynchronous context "
                    "manager protocol",
                )
            },
        },
        [["asyncio"], ["3.7.1 to 4.16", "`async with` isn't possible"]],
    ),
    "an error after different outputs": (
        {"asyncio 3.10": {"3.7.1": RAISES}, "trio 3.10": {"3.7.1": replace(RAISES, output="")}},
        [["asyncio trio"], ["3.7.1 to 4.16", "raises `ClosedResourceError`"]],
    ),
    "different outputs": (
        {"asyncio 3.10": {"3.7.1": prints("2\n"), "4.2.0": prints("3\n"), "4.9.0": SAME}},
        [["asyncio"], ["4.9 to 4.16", "the same"], ["3.7.1 to 4.8", "prints something else"]],
    ),
}
"""The outcomes, and the table in words."""


@pytest.mark.parametrize(("rows", "wanted"), CASES.values(), ids=CASES)
def test_table(rows: Mapping[str, Mapping[str, Outcome]], wanted: list[list[str]]) -> None:
    """What agrees stands together, the newest release first; a Python is named if it differs."""
    assert written(Table.of(entry(rows))) == wanted


@pytest.mark.parametrize(("rows", "wanted"), CASES.values(), ids=CASES)
def test_whole(rows: Mapping[str, Mapping[str, Outcome]], wanted: list[list[str]]) -> None:
    """The lines have each release once, and each line has a cell for each group.

    What was tried and couldn't be run isn't counted.
    """
    known = entry(rows)
    table = Table.of(known)
    lost = sum(not outcome.was_run for row in known.outcomes.values() for outcome in row)
    found = [
        release
        for line in reversed(table.lines)
        for release in RELEASES[RELEASES.index(line.first) : RELEASES.index(line.last) + 1]
    ]
    assert found == [*RELEASES]
    assert {len(line.cells) for line in table.lines} == {len(wanted[0])}
    for line in table.lines:
        assert sum(count for count, _, _ in table.merged(line)) == len(line.cells)
    assert (table.run, table.cells) == (7 - lost, len(RELEASES) * len(known.rows) - lost)


def test_neighbours_that_agree() -> None:
    """In a line, neighbouring cells that are alike are one."""
    rows = {
        "asyncio 3.11": LACKS_14,
        "asyncio-uvloop 3.11": {"3.7.1": LACKS, "4.15.0": SAME},
        "trio 3.11": {"3.7.1": SAME},
    }
    table = Table.of(entry(rows))
    merged = [
        [(n, [each.name for each in on], cell[0].said) for n, on, cell in table.merged(line)]
        for line in table.lines
    ]
    trio = (1, ["trio"], "the same")
    assert merged == [
        [(3, [], "the same")],
        [(1, ["asyncio"], "the same"), (1, ["asyncio-uvloop"], GATHER), trio],
        [(2, ["asyncio", "asyncio-uvloop"], GATHER), trio],
    ]


WORDS = {
    "AttributeError: module 'anyio' has no attribute 'gather'": "`anyio` has no `gather`",
    "AttributeError: 'TaskGroup' object has no attribute 'cancel'": "`TaskGroup` has no `cancel`",
    "AttributeError: type object 'UNIXSocketStream' has no attribute 'from_socket'": (
        "`UNIXSocketStream` has no `from_socket`"
    ),
    "AttributeError: 'NoneType' object has no attribute 'x'": (
        "there is `None` instead of what has `x`"
    ),
    "AttributeError: __enter__": "`with` isn't possible",
    "ImportError: cannot import name 'TaskCancelled'": "there is no `TaskCancelled`",
    "ModuleNotFoundError: No module named 'anyio.functools'": "there is no `anyio.functools`",
    "TypeError: run() got an unexpected keyword argument 'loop_factory'": (
        "`run()` has no parameter `loop_factory`"
    ),
    "TypeError: CancelScope.cancel() takes 1 positional argument but 2 were given": (
        "`CancelScope.cancel()` takes fewer arguments"
    ),
    "TypeError: Shop.price() missing 1 required positional argument: 'item'": (
        "`Shop.price()` asks for another argument"
    ),
    "TypeError: 'function' object is not subscriptable": "a function takes no `[…]`",
    "TypeError: 'int' object is not subscriptable": "`int` takes no `[…]`",
    "TypeError: 'Event' object is not an async iterable": "`Event` is not an async iterable",
    "TypeError: type 'Path' is not subscriptable": "`Path` takes no `[…]`",
    "TypeError: 'Event' object can't be awaited": "`Event` can't be awaited",
    "TypeError: f() takes no arguments": "`f()` takes fewer arguments",
    "TypeError: 'async for' requires an object with __aiter__ method, got Event": (
        "`Event` has no `async for`"
    ),
    "TypeError: object NoneType can't be used in 'await' expression": "`None` can't be awaited",
    "TypeError: something new": "lacks something: `something new`",
}
"""What Python says of what isn't there, and what the table says."""


@pytest.mark.parametrize(("error", "words"), WORDS.items())
def test_words_of_what_is_missing(error: str, words: str) -> None:
    """What is missing is named, in fewer words than Python's."""
    assert said(Outcome(MISSING, error=error)) == words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("", "prints something else"),
        ("KeyError: 'x: y'", "raises `KeyError`"),
        ("sniffio._impl.AsyncLibraryNotFoundError: x", "raises `AsyncLibraryNotFoundError`"),
        ("it ends with status 70", "ends with status 70"),
    ],
)
def test_words_of_what_differs(error: str, words: str) -> None:
    """How a program ended is named: by an error, a status or a signal, or not at all."""
    assert said(Outcome(DIFFERS, "x", error)) == words
