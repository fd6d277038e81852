"""pytest-examples with failing examples: a failure reads like a failure, on every Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.support import ROOT

FAILING = {
    "raises": ("x = 1\nraise ValueError('boom')\n", "raises.py:2: ValueError: boom"),
    "fails an assertion": (
        "x = 1\nassert x == 2\n",
        "assertion.py:2: AssertionError: assert 1 == 2",
    ),
    "raises a group": (
        "import anyio\n\n\nasync def fail() -> None:\n    raise KeyError('key')\n\n\n"
        "async def main() -> None:\n    async with anyio.create_task_group() as tg:\n"
        "        tg.start_soon(fail)\n\n\nanyio.run(main)\n",
        "group.py:5: ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception) "
        "of KeyError: 'key'",
    ),
    "exits": ("import sys\n\nsys.exit(3)\n", "exits.py:3: SystemExit: 3"),
    "is cancelled": (
        "import asyncio\n\nraise asyncio.CancelledError\n",
        "cancelled.py:3: CancelledError: ",
    ),
}

TEST = """
from pathlib import Path

import pytest
from helpers.examples import run, whole_file

@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("*.txt")), ids=lambda p: p.stem)
def test_example(path, eval_example, tmp_path):
    copy = tmp_path / (path.stem + ".py")
    copy.write_text(path.read_text())
    run(eval_example, whole_file(copy))

def test_after():
    assert True
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints for a session in which every example fails."""
    folder = tmp_path_factory.mktemp("failing")
    (folder / "test_failing.py").write_text(TEST, "utf-8")
    for text, failure in FAILING.values():
        (folder / failure.partition(".")[0]).with_suffix(".txt").write_text(text, "utf-8")
    options = ["-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(folder), str(folder)],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200", "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr


@pytest.mark.parametrize("name", FAILING)
def test_failure_reads_like_a_failure(name: str, session: str) -> None:
    """A failing example names its file, its line and its error."""
    assert FAILING[name][1] in session


def test_session_goes_on(session: str) -> None:
    """No failing example ends the session: the tests after it still run."""
    assert "INTERNALERROR" not in session
    assert f"{len(FAILING)} failed, 1 passed" in session


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="only Python 3.11 needs it")
def test_without_the_workaround(tmp_path: Path) -> None:
    """The workaround is still needed: without it, a failing example ends the session."""
    (tmp_path / "test_plain.py").write_text(
        "from pytest_examples import CodeExample\n\n"
        "def test_it(eval_example):\n"
        f"    eval_example.run(CodeExample.create({FAILING['raises a group'][0]!r}))\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "INTERNALERROR" in result.stdout + result.stderr
