"""Every snippet: formatted, linted, typed, run by pytest-examples, and reviewed on every runtime."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from examples import run, whole_file
from pytest_examples import EvalExample

from anyio_by_example.example import Example, find_names, find_root
from anyio_by_example.library import Library
from anyio_by_example.review import drift, update
from anyio_by_example.runtime import ASYNCIO, RUNTIMES, TRIO, Runtime

SNIPPETS = find_root(ROOT)
NAMES = find_names(SNIPPETS)


@pytest.mark.parametrize("name", NAMES)
def test_output(name: str, library: Library, request: pytest.FixtureRequest) -> None:
    """On every runtime, a snippet prints exactly what was reviewed, and ends as it declares."""
    example = library.example(name)
    if example.unsuited:
        pytest.skip(example.unsuited)
    recordings = library.recorded(example)
    assert set(recordings) == set(example.runtimes)
    for recording in recordings.values():
        if recording.problem:
            pytest.fail(str(recording.problem), pytrace=False)
    if request.config.getoption("update_examples"):
        update(example, recordings)
    if problem := drift(example, recordings):
        pytest.fail(str(problem), pytrace=False)


@pytest.mark.parametrize("runtime", RUNTIMES, ids=str)
def test_runtime_is_there(runtime: Runtime) -> None:
    """No runtime is left out without a word: a missing one is a skip with its reason."""
    if runtime.missing:
        pytest.skip(f"nothing is recorded on {runtime.label}: {runtime.missing}")


@pytest.mark.parametrize("runtime", [ASYNCIO, TRIO], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_runs_in_pytest_examples(
    name: str, runtime: Runtime, eval_example: EvalExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pytest-examples runs every snippet on both backends."""
    example = Example.load(SNIPPETS, name)
    if example.unsuited:
        pytest.skip(example.unsuited)
    if example.settings.backends and runtime.backend not in example.settings.backends:
        pytest.skip(f"it is for {', '.join(example.settings.backends)}")
    if not example.settings.backends and runtime == TRIO:
        pytest.skip("it names its backend itself, and ran as it stands")
    restore_defaults(monkeypatch)
    if example.settings.backends:
        runtime.make_default()
    for file in example.support:
        (eval_example.tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.chdir(eval_example.tmp_path)
    monkeypatch.syspath_prepend(eval_example.tmp_path)
    run(eval_example, whole_file(example.path), example.settings.exit_status)


def restore_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let AnyIO have its own default backend again after the test."""
    import anyio
    from anyio import from_thread

    start = from_thread.start_blocking_portal.__wrapped__  # type: ignore[attr-defined]
    provider = from_thread.BlockingPortalProvider.__init__
    for function in (anyio.run, start, provider):
        monkeypatch.setattr(function, "__defaults__", function.__defaults__)
        monkeypatch.setattr(function, "__kwdefaults__", dict(function.__kwdefaults__ or {}) or None)


@pytest.mark.parametrize("path", sorted(SNIPPETS.glob("*/*.py")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_format(path: Path, eval_example: EvalExample) -> None:
    """Black and ruff have nothing to say about a snippet."""
    eval_example.set_config(
        line_length=88, quotes="double", target_version="py310", upgrade=True, isort=True,
        ruff_ignore=["D101", "D102", "D103", "S", "PTH", "SIM105"],
    )  # fmt: skip
    example = whole_file(path)
    if eval_example.update_examples:
        eval_example.format(example)
    else:
        eval_example.lint(example)


def test_types() -> None:
    """Every snippet passes `mypy --strict`."""
    command = [sys.executable, "-m", "mypy", "--strict", "snippets"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
