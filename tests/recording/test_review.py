"""Review: what is compared, and what `--update-examples` writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.site_builder import project, snippet

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import agreements, comparable, drift, problems, update
from anyio_by_example.runtime import ASYNCIO, EAGER, TRIO, UVLOOP, Runtime

ALL = (ASYNCIO, UVLOOP, EAGER, TRIO)


def example(folder: Path, more: str = "") -> Example:
    """An example without reviewed output."""
    snippets = project(folder)
    (snippets / "t" / "case.py").write_text(snippet("", more), "utf-8")
    return Example.load(snippets, "t/case.py")


def recordings(*outputs: str) -> dict[Runtime, Recording]:
    """Recordings on all runtimes with these outputs."""
    return {
        runtime: Recording(runtime.name, output, 0, 0.1, "2026-01-01", {})
        for runtime, output in zip(ALL, outputs, strict=True)
    }


def reviewed(case: Example) -> dict[str, str]:
    """The reviewed files, by what stands between name and suffix."""
    files = case.path.parent.glob("case*.out")
    return {f.name.removeprefix("case").removesuffix(".out"): f.read_text("utf-8") for f in files}


@pytest.mark.parametrize(
    ("outputs", "files"),
    [
        ("aaaa", {"": "a"}),
        ("aaab", {".asyncio": "a", ".trio": "b"}),
        ("aaba", {"": "a", ".asyncio-eager": "b"}),
        ("abcd", {".asyncio": "a", ".asyncio-uvloop": "b", ".asyncio-eager": "c", ".trio": "d"}),
    ],
)
def test_update(outputs: str, files: dict[str, str], tmp_path: Path) -> None:
    """As few files as say it all are written, others are deleted, and then nothing drifts."""
    case = example(tmp_path)
    for stale in ("", ".asyncio", ".trio", ".asyncio-uvloop"):
        case.path.with_suffix(f"{stale}.out").write_text("stale", "utf-8", newline="\n")
    got = recordings(*outputs)
    assert drift(case, got)
    assert update(case, got)
    assert reviewed(case) == files
    assert drift(case, got) is None
    assert update(case, got) == []


@pytest.mark.parametrize(
    ("more", "one", "other", "same"),
    [
        ("", "a 1.5\n", "a 1.6\n", False),
        ("measured = 'work'", "a 1.5\n", "a 10.66\n", True),
        ("measured = 'waits'", "a 1.5\n", "b 1.5\n", False),
        ("measured = 'waits'", "a 1\n", "a 2\n", False),
        ('unordered = ["1-2"]', "a\nb\n", "b\na\n", True),
        ('unordered = ["1-2"]', "a\nb\n", "b\nb\n", False),
        ('unordered = ["2-3"]', "a\nb\nc\n", "a\nc\nb\n", True),
        ('unordered = ["2-3"]', "a\nb\nc\n", "b\na\nc\n", False),
        ('unordered = ["1-2", "3-4"]', "a\nb\nc\nd\n", "b\na\nd\nc\n", True),
        ('unordered = ["1-2", "3-4"]', "a\nb\nc\nd\n", "c\nd\na\nb\n", False),
    ],
)
def test_comparable(more: str, one: str, other: str, same: bool, tmp_path: Path) -> None:
    """Only what the header frees may differ."""
    case = example(tmp_path, f"#\n# [tool.example]\n# {more}\n" if more else "")
    assert (comparable(case, one) == comparable(case, other)) is same


@pytest.mark.parametrize(
    ("output", "wrong"), [("a\nb\nc\n", False), ("a\nb\nc", False), ("a\nb\n", True), ("", True)]
)
def test_lines_that_are_not_printed(output: str, wrong: bool, tmp_path: Path) -> None:
    """An output must have the lines that the header calls unordered."""
    case = example(tmp_path, '#\n# [tool.example]\n# unordered = ["2-3"]\n')
    case.path.with_suffix(".out").write_text(output, "utf-8", newline="\n")
    found = [*problems(case, recordings(*[output] * 4))]
    assert bool(found) is wrong
    assert all("line 3 is unordered" in each.reason and each.line == 6 for each in found)


def test_agreements(tmp_path: Path) -> None:
    """Runtimes with the same output stand together, in their order."""
    groups = agreements(example(tmp_path), recordings("a", "b", "a", "b"))
    assert [group.runtimes for group in groups] == [(ASYNCIO, EAGER), (UVLOOP, TRIO)]
    assert [group.recording.output for group in groups] == ["a", "b"]
