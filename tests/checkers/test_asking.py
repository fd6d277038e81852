"""A tool that can't be asked, or doesn't answer, is an error: silence isn't praise."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.support import ROOT

from anyio_by_example.checkers.asking import ask
from anyio_by_example.checkers.tools import BY_NAME
from anyio_by_example.examples.example import Example
from anyio_by_example.problem import Problem

EXAMPLE = Example.load(ROOT / "snippets", "timelines/blocked_loop.py")
FOUND = "timelines/blocked_loop.py:22:5: ASYNC251 it blocks"


def asked(tool: str, code: str, folder: Path) -> list[str]:
    """The rules that a tool names which is this program."""
    mine = replace(BY_NAME[tool], command=(sys.executable, "-c", code))
    return [each.rule for each in ask(folder, [EXAMPLE], [mine])[EXAMPLE.name]]


def test_answers(tmp_path: Path) -> None:
    """What a tool finds counts if it ends with 0 or 1; with 0, it may find nothing."""
    assert asked("flake8-async", f"print({FOUND!r}); exit(1)", tmp_path) == [
        "flake8-async ASYNC251"
    ]
    assert asked("flake8-async", "", tmp_path) == []
    assert asked("mypy", "print()", tmp_path) == []


@pytest.mark.parametrize(
    ("tool", "code", "said"),
    [
        ("flake8-async", "raise ImportError('no libcst')", "ended with 1 .*no libcst"),
        ("flake8-async", f"print({FOUND!r}); exit(2)", "ended with 2"),
        ("mypy", "exit('mypy: no such option')", "ended with 1 .*no such option"),
        ("mypy", "print('Success')", "ended with 0 and no answer: Success"),
        ("ruff", "", "ended with 0 and no answer"),
        ("pyright", "print('[]')", "ended with 0 and no answer"),
    ],
)
def test_no_answer(tmp_path: Path, tool: str, code: str, said: str) -> None:
    """One that fails is an error with its last words, whatever it has printed before."""
    with pytest.raises(Problem, match=said) as raised:
        asked(tool, code, tmp_path)
    assert "make checkers" in raised.value.remedy


@pytest.mark.parametrize(("tool", "remedy"), [("pyright", "install Node"), ("ty", "make checkers")])
def test_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: str, remedy: str) -> None:
    """One that isn't there, or has no Node to run it, is an error that says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem, match=f"{tool} can't be run") as raised:
        ask(tmp_path, [EXAMPLE], [BY_NAME[tool]])
    assert remedy in raised.value.remedy
