"""A timeline holds text, or a problem says so."""

from __future__ import annotations

from pathlib import Path

from helpers.recording import example

from anyio_by_example.recording.verdict import problem
from anyio_by_example.running.job import Ending, Limits
from anyio_by_example.runtime import ASYNCIO


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """A task may have a name that no file can hold; the example is named, and the name is shown."""
    tried = example(tmp_path, "print()")
    report = {"by": "end", "timeline": {"tasks": [{"name": "half \ud800"}]}}
    found = problem(Ending(0, 0.1, 0.1, b"\n", [], "", report, ""), tried, ASYNCIO, Limits())
    assert str(found).startswith("snippets/t/case.py:6: on asyncio: a name in its timeline is no")
    assert "'\\ud800'" in str(found)
    report["timeline"] = {"tasks": [{"name": "whole \N{SNOWMAN}"}]}
    assert not problem(Ending(0, 0.1, 0.1, b"\n", [], "", report, ""), tried, ASYNCIO, Limits())
