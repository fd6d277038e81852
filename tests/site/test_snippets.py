"""Every snippet: formatted, linted, run by pytest-examples, reviewed on every runtime."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.examples import run, whole_file
from helpers.snippets import EXAMPLES as BY_NAME
from helpers.snippets import SNIPPETS
from helpers.support import ROOT, needs
from pytest_examples import EvalExample
from pytest_examples.config import ExamplesConfig

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import Header
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording.review import update
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, TRIO, UVLOOP, Runtime

EXAMPLES = [*BY_NAME.values()]
SUPPORT = {file for example in EXAMPLES for file in example.files[1:]}
FILES = sorted(SNIPPETS.glob("*/*.py"))


def shown(value: object) -> str:
    """A parameter as it stands in the id of a test."""
    return value.name if isinstance(value, Example | Runtime) else str(value)


@pytest.fixture
def here(example: Example) -> None:
    """Skip a test of an example that this Python or platform can't run."""
    if example.unsuited:
        pytest.skip(example.unsuited)


def test_number_of_examples() -> None:
    """The site has at least 45 examples."""
    assert len(EXAMPLES) >= 45


def test_uvloop_is_there() -> None:
    """Wherever uvloop exists, the examples are recorded on it."""
    needs("uvloop", UVLOOP.missing)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("example", EXAMPLES, ids=shown)
def test_output(example: Example, library: Library, request: pytest.FixtureRequest) -> None:
    """On every runtime, a snippet prints exactly what was reviewed, and ends as it declares."""
    recordings = library.recorded(example)
    assert set(recordings) == set(example.runtimes)
    if request.config.getoption("update_examples") and not any(
        recording.problem for recording in recordings.values()
    ):
        update(example, recordings)
    try:
        library.recordings(example)
    except Problem as problem:
        pytest.fail(str(problem), pytrace=False)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the backends on which pytest-examples runs a snippet."""
    if "runtime" not in metafunc.fixturenames:
        return
    is_each = metafunc.config.getoption("every") or metafunc.config.getoption("page")
    chosen = []
    for number, example in enumerate(EXAMPLES):
        found = in_process(example)
        chosen += [(example, each) for each in (found if is_each else [found[number % len(found)]])]
    metafunc.parametrize(("example", "runtime"), chosen, ids=shown)


def in_process(example: Example) -> list[Runtime]:
    """The backends that an example is for."""
    if example.is_run_as_written:
        return [AS_WRITTEN]
    return [each for each in (ASYNCIO, TRIO) if each.backend in example.settings.backends]


@pytest.mark.usefixtures("here")
def test_runs_in_pytest_examples(
    example: Example,
    runtime: Runtime,
    eval_example: EvalExample,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """pytest-examples runs every snippet, on both backends where it doesn't name one.

    In a usual run it's on one of them: asyncio for one, Trio for the next.
    """
    set_default(runtime, example.settings.clock, monkeypatch)
    for name, text in example.support:
        (eval_example.tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(eval_example.tmp_path)
    monkeypatch.syspath_prepend(eval_example.tmp_path)
    run(eval_example, whole_file(example.path), example.settings.exit_status)


def set_default(runtime: Runtime, clock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a runtime with its clock AnyIO's default until the end of the test."""
    import anyio
    from anyio import from_thread

    start = from_thread.start_blocking_portal.__wrapped__  # type: ignore[attr-defined]
    provider = from_thread.BlockingPortalProvider.__init__
    for function, name in (
        (anyio.run, "__kwdefaults__"),
        (start, "__defaults__"),
        (provider, "__defaults__"),
    ):
        monkeypatch.setattr(function, name, getattr(function, name))
    runtime.make_default(clock)


def style(path: Path) -> dict[str, Any]:
    """How a file is to be written, as pytest-examples tells Black and ruff."""
    old = path in SUPPORT or Header.parse(path, path.read_text("utf-8")).requires_python.contains(
        "3.10"
    )
    return {
        "line_length": 76,
        "quotes": "double",
        "target_version": "py310" if old else "py311",
        # an example's docstring is its caption; the rest would make short programs longer
        "ruff_ignore": ["D101", "D102", "D103", "S", "PTH", "SIM105"],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_format(path: Path, eval_example: EvalExample) -> None:
    """Black has nothing to say about a snippet."""
    eval_example.set_config(**style(path))
    example = whole_file(path)
    if eval_example.update_examples:
        eval_example.format(example)
    else:
        eval_example.lint_black(example)


@pytest.mark.parametrize("version", ["py310", "py311"])
def test_lint(version: str, tmp_path: Path) -> None:
    """Nor has ruff, which is asked about all files at once, as if each were alone."""
    asked = [path for path in FILES if style(path)["target_version"] == version]
    assert asked
    for path in asked:
        alone = tmp_path / path.relative_to(SNIPPETS).with_suffix("") / path.name
        alone.parent.mkdir(parents=True)
        shutil.copyfile(path, alone)
    arguments = ExamplesConfig(**style(asked[0])).ruff_config()
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        f"--config={ROOT / 'pyproject.toml'}",
        *arguments,
        ".",
    ]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
