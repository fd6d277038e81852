"""A program that breaks what Python needs at its end is recorded as `python FILE` leaves it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from helpers.breaking import BREAKING
from helpers.recording import as_python, example

from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a fork, limits and modes")

BEFORE = "" if sys.version_info >= (3, 11) else "import exceptiongroup\n"
"""What each begins with: there, AnyIO and Trio bring a package that changes how errors look."""

ADDRESS = re.compile("0x[0-9a-f]+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the programs are, each in a folder of its own."""
    return tmp_path_factory.mktemp("cases")


@pytest.fixture(scope="module")
def recorded(folder: Path) -> dict[str, Recording]:
    """What is recorded of each."""
    cases = {}
    for number, name in enumerate(BREAKING):
        (folder / f"{number}").mkdir()
        cases[name] = example(folder / f"{number}", BEFORE + BREAKING[name])
    names = {id(case): name for name, case in cases.items()}
    runs = [(case, ASYNCIO) for case in cases.values()]
    return {names[id(case)]: made for (case, _), made in Recorder(workers=2).record(runs)}


@pytest.mark.parametrize("name", BREAKING)
def test_same_as_python(name: str, folder: Path, recorded: dict[str, Recording]) -> None:
    """Output and exit status are those of the interpreter, and the recorder hasn't failed."""
    place = folder / f"{[*BREAKING].index(name)}" / "snippets" / "t"
    left = as_python(place / "case.py")
    for each in (place.parent, place):  # one of them forbids all
        each.chmod(0o700)
    output = ADDRESS.sub("", left.stdout.replace(f"{place}{os.sep}", ""))
    recording = recorded[name]
    assert (ADDRESS.sub("", recording.output), recording.exit_status) == (output, left.returncode)
    assert "recorder" not in str(recording.problem)
