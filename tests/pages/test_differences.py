"""The list of differences has every example that ends otherwise on one loop, and no other."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers.recording import example
from helpers.support import Site

from anyio_by_example.library.library import Library
from anyio_by_example.pages.differences import Side, compared
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP, Runtime

PAGE = "look-up/all-differences.md"
LARGEST = 45_000
"""Bytes of a page's first view, compressed."""


@pytest.fixture(scope="module")
def page(site: Site) -> BeautifulSoup:
    """The built list."""
    return site.page(PAGE)


def fixed(output: str, header: str) -> str:
    """An output without what its header says may vary; the order of all lines, if of some."""
    if re.search(r"(?m)^# measured = ", header):
        output = re.sub(r"\d+\.\d+", "", output)
    if re.search(r"(?m)^# unordered = ", header):
        output = "\n".join(sorted(output.split("\n")))
    return output


def test_all(page: BeautifulSoup, library: Library) -> None:
    """The rows are the examples on pages whose recordings differ, and the count is theirs."""
    wanted, several = set(), 0
    for each in library.examples():
        runs = library.recorded(each).values()
        several += len(runs) > 1
        if len({(fixed(run.output, each.text), run.exit_status) for run in runs}) > 1:
            wanted.add(each.name)
    rows = [str(row["data-example"]) for row in page.select(".differences li")]
    assert sorted(rows) == sorted(wanted)
    told = page.select(".differences-count")[0].get_text()
    assert told.startswith(f"{len(wanted)} of {several} examples")


def test_lines(page: BeautifulSoup, library: Library) -> None:
    """Each line that a row names is in the outputs of the event loops that it's said of.

    The first ones aren't all the same.
    """
    for row in page.select(".differences li"):
        each = library.example(str(row["data-example"]))
        outputs = {run: text.output for run, text in library.recorded(each).items()}
        shown = row.select(":scope > .all-changes-turn")
        assert len(shown) > 1
        assert len({str(turn.select("span")[-1]) for turn in shown}) > 1, each.name
        loops = [name.get_text() for turn in shown for name in turn.select(".runtime")]
        assert sorted(loops) == sorted(r.label.removeprefix("asyncio + ") for r in outputs)
        for turn in shown:
            first = turn.select(".runtime")[0].get_text()
            output = next(text for run, text in outputs.items() if run.label.endswith(first))
            for code in turn.select("code"):
                said = code.get_text().removesuffix(" …").replace("#.#", "0.0")
                there = re.sub(r"\d+\.\d+", "0.0", output) if "0.0" in said else output
                assert " ".join(said.split()) in " ".join(there.split()), each.name


def test_size(site: Site) -> None:
    """The page is small enough for a first view."""
    assert len(gzip.compress(site.file(PAGE).read_bytes())) <= LARGEST


def left(runtime: Runtime, output: str, status: int = 0) -> Recording:
    """A recording of a run."""
    return Recording(runtime.name, output, status, 0.1, "2026-11-29", {})


A, U, T = ASYNCIO, UVLOOP, TRIO
CASES = [
    # what the header declares, what was left, what is said
    ("", {A: ("a\nb\n", 0), T: ("a\nb\n", 0)}, [Side((A, T), "exit status 0")]),
    (
        "",
        {A: ("a\nb\nz\n", 0), U: ("a\nb\nz\n", 0), T: ("a\nc\nd\nz\n", 0)},
        [Side((A, U), "b"), Side((T,), "c", ("d",))],
    ),
    ("", {A: ("a\n", 0), T: ("a\n\n", 0)}, [Side((A,), None), Side((T,), "")]),
    (
        "",
        {A: ("a\n", 0), T: ("a\n", 3)},
        [Side((A,), "exit status 0"), Side((T,), "exit status 3")],
    ),
    (
        "",
        {A: ("a\n", 0), U: ("a\n", 3), T: ("b\n", 0)},
        [
            Side((A,), "a", ("exit status 0",)),
            Side((U,), "a", ("exit status 3",)),
            Side((T,), "b"),
        ],
    ),
    (
        '# measured = "work"\n',
        {A: ("took 0.1\n", 0), T: ("took 0.25\n", 0)},
        [Side((A, T), "exit status 0")],
    ),
    (
        '# unordered = ["1-2"]\n',
        {A: ("a\nb\n", 0), T: ("b\na\n", 0)},
        [Side((A, T), "exit status 0")],
    ),
]


@pytest.mark.parametrize(("header", "runs", "wanted"), CASES)
def test_compared(
    tmp_path: Path,
    header: str,
    runs: dict[Runtime, tuple[str, int]],
    wanted: list[Side],
) -> None:
    """Loops differ in output or exit status, but in no figure or order that may vary."""
    case = example(tmp_path, "print(1)", header)
    recordings = {runtime: left(runtime, *told) for runtime, told in runs.items()}
    assert [*compared(case, recordings)] == wanted
