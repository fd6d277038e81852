"""Since when an example does what was reviewed, as far as runs say so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from helpers.released import LACKS, NOT_RUN, RAISES, SAME, STUCK, WAVERS, entry

from anyio_by_example.matrix.column import COLUMNS, MINORS, RELEASES
from anyio_by_example.matrix.outcome import Outcome
from anyio_by_example.matrix.since import Since, label, python_names, spanned

ALWAYS = {"3.7.1": SAME}
SINCE_2 = {"3.7.1": LACKS, "4.2.0": SAME}
SINCE_7 = {"3.7.1": LACKS, "4.7.0": SAME}

CASES: Mapping[str, tuple[Mapping[str, Mapping[str, Outcome]], str, str | None]] = {
    "everywhere": ({"asyncio trio 3.11": SINCE_2}, "since AnyIO 4.2", "4.2.0"),
    "always": ({"asyncio trio 3.11": ALWAYS}, "on every AnyIO since 3.7.1", "3.7.1"),
    "backends that differ": (
        {"asyncio asyncio-uvloop 3.11": SINCE_2, "trio 3.11": ALWAYS},
        "on asyncio since AnyIO 4.2, on Trio since 3.7.1",
        "4.2.0",
    ),
    "eager tasks": (
        {"asyncio trio 3.12": ALWAYS, "asyncio-eager 3.12": SINCE_7},
        "since AnyIO 3.7.1, with eager tasks since 4.7",
        "4.7.0",
    ),
    "uvloop, and one backend": (
        {"asyncio 3.11": SINCE_2, "asyncio-uvloop 3.11": SINCE_7},
        "since AnyIO 4.2, on uvloop since 4.7",
        "4.7.0",
    ),
    "all three": (
        {"asyncio 3.12": SINCE_2, "asyncio-eager 3.12": SINCE_7, "trio 3.12": ALWAYS},
        "on asyncio since AnyIO 4.2, with eager tasks since 4.7, on Trio since 3.7.1",
        "4.7.0",
    ),
    "the Python that came last": (
        {"asyncio 3.11": SINCE_2, "asyncio 3.13": SINCE_7},
        "since AnyIO 4.7",
        "4.7.0",
    ),
    "what came and went": (
        {"asyncio 3.11": {"3.7.1": SAME, "4.0.0": LACKS, "4.1.0": SAME}},
        "since AnyIO 4.1",
        "4.1.0",
    ),
    "not with the newest": (
        {"asyncio 3.11": SINCE_2, "trio 3.11": {"3.7.1": SAME, "4.16.0": RAISES}},
        "on asyncio since AnyIO 4.2, not on Trio",
        None,
    ),
    "the oldest Trio doesn't count": (
        {"trio 3.11": ALWAYS, "trio 3.11, oldest Trio": {"3.7.1": RAISES}},
        "on every AnyIO since 3.7.1",
        "3.7.1",
    ),
    "what couldn't be run doesn't count": (
        {"asyncio 3.11": ALWAYS, "asyncio 3.13": {"3.7.1": NOT_RUN, "4.3.0": SAME}},
        "on every AnyIO since 3.7.1",
        "3.7.1",
    ),
    "nor where nothing else was run": (
        {"asyncio 3.13": {"3.7.1": NOT_RUN, "4.3.0": SAME}},
        "since AnyIO 4.3",
        "4.3.0",
    ),
    "nor with the newest": (
        {"asyncio 3.11": SINCE_2, "asyncio 3.13": {"3.7.1": LACKS, "4.5.1": NOT_RUN}},
        "since AnyIO 4.2",
        "4.2.0",
    ),
    "what had no result counts": (
        {"asyncio 3.11": {"3.7.1": SAME, "4.2.0": STUCK, "4.7.0": SAME}, "trio 3.11": ALWAYS},
        "on asyncio since AnyIO 4.7, on Trio since 3.7.1",
        "4.7.0",
    ),
    "and with the newest": (
        {"asyncio 3.11": {"3.7.1": SAME, "4.16.0": STUCK}, "trio 3.11": ALWAYS},
        "on Trio since AnyIO 3.7.1, not on asyncio",
        None,
    ),
    "nor between": (
        {"asyncio 3.11": {"3.7.1": LACKS, "4.2.0": SAME, "4.5.1": NOT_RUN, "4.5.2": SAME}},
        "since AnyIO 4.2",
        "4.2.0",
    ),
    "as written": ({"as-written 3.11": SINCE_2}, "since AnyIO 4.2", "4.2.0"),
    "a fix": (
        {"asyncio 3.11": {"3.7.1": LACKS, "4.12.1": SAME}},
        "since AnyIO 4.12.1",
        "4.12.1",
    ),
}
"""The outcomes, since when that is in words, and on all event loops."""


@pytest.mark.parametrize(("rows", "said", "everywhere"), CASES.values(), ids=CASES)
def test_since(
    rows: Mapping[str, Mapping[str, Outcome]], said: str, everywhere: str | None
) -> None:
    """It's said once where all agree, and each by its name where they don't."""
    found = Since.of(entry(rows))
    assert found
    assert (str(found), found.everywhere) == (said, everywhere)


def test_not_run_with_the_newest() -> None:
    """Of what couldn't be run with the newest release, nothing is said."""
    assert Since.of(entry({"asyncio 3.11": {"3.7.1": SAME, "4.16.0": NOT_RUN}})) is None


def test_pythons() -> None:
    """A Python counts on which all event loops do what was reviewed, with the newest release."""
    rows = {
        "asyncio trio 3.10": SINCE_2,
        "asyncio 3.11": {"3.7.1": SAME, "4.16.0": WAVERS},
        "trio 3.11": ALWAYS,
        "asyncio 3.12": {"3.7.1": SAME, "4.16.0": NOT_RUN},
        "trio 3.12": ALWAYS,
        "asyncio trio 3.13": {"3.7.1": SAME, "4.16.0": NOT_RUN},
    }
    found = Since.of(entry(rows))
    assert found
    assert found.pythons == ("3.10", "3.12")
    assert str(found) == "since AnyIO 4.2"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("3.7.1", "3.7.1", "3.7.1"),
        ("3.7.1", "4.0.0", "3.7.1 to 4.0"),
        ("4.0.0", "4.0.0", "4.0"),
        ("4.5.0", "4.5.2", "4.5"),
        ("4.5.1", "4.5.2", "4.5.1 to 4.5.2"),
        ("4.12.0", "4.12.0", "4.12.0"),
        ("4.2.0", "4.6.2.post1", "4.2 to 4.6"),
        ("4.2.0", "4.5.0", "4.2 to 4.5.0"),
        ("4.12.1", "4.16.0", "4.12.1 to 4.16"),
        ("4.14.2", "4.14.2", "4.14.2"),
    ],
)
def test_spanned(first: str, last: str, said: str) -> None:
    """Of releases in a row, what ends with its minor release's last fix is called by that."""
    assert spanned(first, last) == said


def test_spans_are_told_apart() -> None:
    """No two spans of releases are called alike."""
    said = [spanned(a, b) for i, a in enumerate(RELEASES) for b in RELEASES[i:]]
    assert len({*said}) == len(said)
    assert len({*map(label, MINORS)}) == len(MINORS)


def test_python_names() -> None:
    """Pythons in a row are a range; one without a lock is in none."""
    every = [column.python for column in COLUMNS]
    assert python_names(every) == "3.10 to 3.14, 3.14t"
    assert python_names(["3.13"]) == "3.13"
    assert python_names(["3.13", "3.10", "3.12"]) == "3.10, 3.12 and 3.13"
    assert python_names(["3.14t", "3.14"]) == "3.14, 3.14t"
    assert python_names([]) == ""
