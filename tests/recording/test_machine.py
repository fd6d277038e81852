"""An output that only one machine has is an error."""

from __future__ import annotations

import os
from pathlib import Path

import anyio
import pytest
from helpers.recording import example

from anyio_by_example.recording.verdict import place
from anyio_by_example.runtime import TRIO

RUNS = Path(os.sep, "some", "where", "runs")

NAMED = {
    "the project": "{project}",
    "a file of it": "{project}{sep}snippets{sep}t{sep}case.py:7",
    "Python's library": f"<module 'os' from {os.__file__!r}>",
    "a package": f"{anyio.__file__}",
    "another run": f"{RUNS}{os.sep}12{os.sep}work",
}
"""Outputs that name a folder of the machine."""

OTHERS = ["/", "/usr/bin/env python", "/tmp", "C:\\Windows", "{project}-2", "a/{name}/b", ""]


@pytest.mark.parametrize("case", NAMED)
def test_named(case: str, tmp_path: Path) -> None:
    """A path of the project, of Python, of a package or of another run is found, with its line."""
    made = example(tmp_path, "print(1)")
    output = NAMED[case].format(project=tmp_path, sep=os.sep)
    found = place(f"a\fb\r\nc\n({output})\n", made, TRIO, RUNS)
    assert found is not None
    assert (found.path.as_posix(), found.line) == ("snippets/t/case.py", 6)
    assert "on Trio: line 3 of its output names " in found.reason


@pytest.mark.parametrize("output", OTHERS)
def test_others(output: str, tmp_path: Path) -> None:
    """A path that many machines have, or that only begins alike, is none of these."""
    made = example(tmp_path, "print(1)")
    text = output.format(project=tmp_path, name=tmp_path.name)
    assert place(f"{text}\n", made, TRIO, RUNS) is None
