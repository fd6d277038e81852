"""What an example did instead of what was reviewed: each once, with all places where it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from helpers.released import LACKS, NOT_RUN, RAISES, SAME, WAVERS, entry, prints

from anyio_by_example.matrix.changes import changes
from anyio_by_example.matrix.outcome import Outcome

Rows = Mapping[str, Mapping[str, Outcome]]


def told(rows: Rows) -> list[tuple[str, list[str]]]:
    """What was done instead, and where, in words."""
    return [
        (
            each.outcome.error or each.outcome.output.strip(),
            [
                " ".join([p.releases, *(r.name for r in p.runtimes), p.where]).strip()
                for p in each.places
            ],
        )
        for each in changes(entry(rows))
    ]


def until_6(output: str) -> Mapping[str, Outcome]:
    """Something else before 4.6."""
    return {"3.7.1": LACKS, "4.0.0": prints(output), "4.6.0": SAME}


CASES: Mapping[str, tuple[Rows, list[tuple[str, list[str]]]]] = {
    "nothing": ({"asyncio 3.11": {"3.7.1": LACKS, "4.0.0": WAVERS, "4.6.0": SAME}}, []),
    "everywhere": ({"asyncio trio 3.11": until_6("2")}, [("2", ["4.0 to 4.5"])]),
    "on one backend": (
        {"asyncio asyncio-uvloop 3.11": until_6("2"), "trio 3.11": {"3.7.1": SAME}},
        [("2", ["4.0 to 4.5 asyncio asyncio-uvloop"])],
    ),
    "on a Python": (
        {"asyncio 3.11": until_6("2"), "asyncio 3.12": {"3.7.1": SAME}},
        [("2", ["4.0 to 4.5 Python 3.11"])],
    ),
    "on most Pythons": (
        {
            "trio 3.10": until_6("2"),
            "trio 3.11": until_6("2"),
            "trio 3.12": {"3.7.1": SAME},
            "asyncio 3.10": {"3.7.1": SAME},
        },
        [("2", ["4.0 to 4.5 trio Python 3.10 and 3.11"])],
    ),
    "wherever it could be run": (
        {"asyncio 3.11": until_6("2"), "asyncio 3.13": {"3.7.1": NOT_RUN, "4.6.0": SAME}},
        [("2", ["4.0 to 4.5"])],
    ),
    "with the oldest Trio": (
        {"trio 3.11": {"3.7.1": SAME}, "trio 3.11, oldest Trio": until_6("2")},
        [("2", ["4.0 to 4.5 oldest Trio"])],
    ),
    "the newest first": (
        {"asyncio 3.11": {"3.7.1": RAISES, "4.0.0": prints("2"), "4.3.0": prints("3")}},
        [("3", ["4.3 to 4.16"]), ("2", ["4.0 to 4.2"]), (RAISES.error, ["3.7.1"])],
    ),
    "several times": (
        {"asyncio 3.11": {"3.7.1": prints("2"), "4.0.0": SAME, "4.3.0": prints("2")}},
        [("2", ["4.3 to 4.16", "3.7.1"])],
    ),
    "the same error after another output": (
        {"asyncio 3.11": {"3.7.1": RAISES}, "trio 3.11": {"3.7.1": replace(RAISES, output="9")}},
        [(RAISES.error, ["3.7.1 to 4.16"])],
    ),
    "an output that looks like an error": (
        {"asyncio 3.11": {"3.7.1": prints(RAISES.error), "4.0.0": RAISES}},
        [(RAISES.error, ["4.0 to 4.16"]), (RAISES.error, ["3.7.1"])],
    ),
    "as written": ({"as-written 3.11": until_6("2")}, [("2", ["4.0 to 4.5"])]),
}
"""The outcomes, and what is told of them."""


@pytest.mark.parametrize(("rows", "wanted"), CASES.values(), ids=CASES)
def test_changes(rows: Rows, wanted: list[tuple[str, list[str]]]) -> None:
    """A place is as short as it can be without saying more than is so."""
    assert told(rows) == wanted


def test_runtime() -> None:
    """What is printed now is that of a runtime on which something else was printed before."""
    rows = {"asyncio 3.11": {"3.7.1": SAME}, "trio 3.11": until_6("2")}
    (only,) = changes(entry(rows))
    assert only.runtime.name == "trio"
